"""What an applicant and the team write to one another, kept with the application and erased with it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models


class MessageQuerySet(models.QuerySet["Message"]):
    """Words about messages."""

    def waiting(self, *, for_team: bool) -> "MessageQuerySet":
        """Those that this side has neither answered nor marked as read."""
        return self.filter(from_team=not for_team, seen_at=None)

    def oldest_first(self) -> "MessageQuerySet":
        """As one reads a conversation."""
        return self.order_by("at", "pk")


class Message(models.Model):
    """One message; `key` is the form it was written on, so that it is written once."""

    application = models.ForeignKey("cms.Application", on_delete=models.CASCADE, related_name="messages")
    key = models.UUIDField(default=uuid.uuid4)
    from_team = models.BooleanField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField(max_length=3000)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["application", "key"], name="message_once")]
        indexes: ClassVar = [
            models.Index(fields=["application", "at"], name="message_of"),
            models.Index(fields=["at"], condition=models.Q(seen_at=None), name="message_unseen"),
        ]

    def __str__(self) -> str:
        return f"message {self.pk} of {self.application_id}"
