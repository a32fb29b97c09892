"""How often the guard of privacy has warned: a number per room and month, and nothing of what was written."""

from typing import ClassVar

from django.db import models


class GuardCount(models.Model):
    """One room's month."""

    room = models.ForeignKey("community.Room", on_delete=models.CASCADE, related_name="+")
    month = models.DateField()
    warned = models.PositiveIntegerField(default=0)
    sent_anyway = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "month"], name="guard_count_once"),
        ]

    def __str__(self) -> str:
        return f"{self.room_id} in {self.month:%Y-%m}"
