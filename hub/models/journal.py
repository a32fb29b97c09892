"""The journal: who did what to which object, appended and never changed; ids and codes only."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Entry(models.Model):
    """One line of the journal."""

    at = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.BigIntegerField(null=True)
    codes = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["target_type", "target_id"], name="entry_target")]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_type}:{self.target_id}"
