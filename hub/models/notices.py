"""Notices: what a person should hear, written in the action's transaction and delivered later."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Words about the outbox."""

    def due(self, now: datetime) -> "NoticeQuerySet":
        """Waiting, past their hour, and claimed by no living worker."""
        return self.filter(state=Notice.State.WAITING, due_at__lte=now).filter(
            models.Q(claimed_until__isnull=True) | models.Q(claimed_until__lt=now)
        )

    def stuck(self) -> "NoticeQuerySet":
        """Those a human should know of: refused for good, or tried in vain at least twice."""
        return self.filter(models.Q(state=Notice.State.FAILED) | models.Q(state=Notice.State.WAITING, tries__gte=2))


class Notice(models.Model):
    """One mail to one person: its kind and the ids it speaks of, never its text."""

    class State(models.TextChoices):
        """Where a notice stands."""

        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        DROPPED = "dropped"

    kind = models.CharField(max_length=60)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    target_id = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    key = models.CharField(max_length=120, unique=True, null=True)
    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    due_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="notice_due")]

    def __str__(self) -> str:
        return f"{self.kind} → {self.person_id} ({self.state})"

    @property
    def targets(self) -> list[int]:
        """The ids that it speaks of: its target, and those that were added while it waited."""
        first = [] if self.target_id is None else [self.target_id]
        return first + [int(one) for one in str(self.facts.get("also", "")).split()]

    def age(self, now: datetime) -> float:
        """Seconds since it was asked for."""
        return (now - self.created_at).total_seconds()
