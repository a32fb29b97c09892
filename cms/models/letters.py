"""Letters: what the team writes to everybody at one step of a call; each gets a mail of their own."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models


class Letter(models.Model):
    """One text to one step; `key` is the page it was written on, so that it is sent once."""

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    call = models.ForeignKey("cms.Call", on_delete=models.CASCADE, related_name="letters")
    step = models.CharField(max_length=20)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    subject = models.CharField(max_length=120)
    words = models.TextField(max_length=5000)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"], name="letter_age")]

    def __str__(self) -> str:
        return f"letter {self.pk} to call {self.call_id} ({self.count})"
