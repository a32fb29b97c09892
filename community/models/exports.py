"""Copies of a room that somebody has asked for: kept for two days, for them alone."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from community.models.rooms import Room

KEPT = timedelta(days=2)


class ExportQuerySet(models.QuerySet["Export"]):
    """Words about copies."""

    def of(self, person: Any, room_id: int) -> "ExportQuerySet":
        """This person's, of this room, the newest first."""
        return self.filter(person=person.pk, room=room_id).order_by("-asked_at", "-pk")

    def visible_to(self, person: Any, now: datetime) -> "ExportQuerySet":
        """One's own, ready and not past its time, of a room that one still reads."""
        rooms = Room.objects.visible_to(person, now)
        return self.filter(person=person.pk, room__in=rooms, ready_at__gt=now - KEPT)

    def spent(self, now: datetime) -> "ExportQuerySet":
        """Those whose time has passed, ready or not."""
        return self.filter(asked_at__lte=now - KEPT).filter(
            models.Q(ready_at__isnull=True) | models.Q(ready_at__lte=now - KEPT)
        )


class Export(models.Model):
    """One copy: asked for, then ready with its file, fetched or not."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(editable=False)
    ready_at = models.DateTimeField(null=True, editable=False)
    fetched_at = models.DateTimeField(null=True, editable=False)
    # Where it lies in the storage of uploads, under a name that nobody guesses.
    file = models.CharField(max_length=120, blank=True, editable=False)
    size = models.BigIntegerField(default=0, editable=False)

    objects = ExportQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["room", "person"], condition=models.Q(ready_at__isnull=True), name="export_waiting_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room_id} for {self.person_id}"

    @property
    def kept_until(self) -> datetime | None:
        """When it goes."""
        return self.ready_at + KEPT if self.ready_at else None
