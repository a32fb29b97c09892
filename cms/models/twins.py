"""Two applications that look alike, and that the team knows to be of two people."""

from typing import ClassVar

from django.db import models


class Distinct(models.Model):
    """Not the same person: the pair is shown no more; the lower key first."""

    first = models.ForeignKey("cms.Application", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("cms.Application", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="distinct_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="distinct_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
