"""The live log: topics, their numbered events, and the commands that were carried out once."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Topic(models.Model):
    """What one can subscribe to; `head` is the number of its last event, or the version of its state."""

    key = models.CharField(max_length=60, unique=True)
    head = models.BigIntegerField(default=0)
    # Whoever stands before this number starts anew: something older was erased.
    min = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(head__gte=0, min__gte=0, min__lte=models.F("head")), name="topic_min_below_head"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} at {self.head}"


class LogEvent(models.Model):
    """One event of a topic: numbered without holes, in the order of commits; it holds no text."""

    # Found by the constraint below; one index less to be kept at every event.
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="events", db_index=False)
    seq = models.BigIntegerField()
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    target = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["topic", "seq"], name="log_event_numbered_once"),
            models.CheckConstraint(condition=models.Q(seq__gt=0), name="log_event_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}/{self.seq} {self.kind}"

    @property
    def h(self) -> str:
        """The first eight hex digits of the uuid: what a cursor holds beside the number."""
        return self.uuid.hex[:8]


class Command(models.Model):
    """A write that was carried out, by the key its sender gave it, so that a repeat does nothing."""

    # Found by the constraint below.
    scope = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    cid = models.CharField(max_length=36)
    digest = models.CharField(max_length=64)
    result = models.JSONField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"], name="command_at")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scope", "cid"], name="command_once"),
        ]

    def __str__(self) -> str:
        return f"{self.cid} of {self.scope_id}"
