"""The photos of an event: seen by who took part and the team; taken out at once when somebody asks."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from events.models.events import Event


class EventPhotoQuerySet(models.QuerySet["EventPhoto"]):
    """Words about photos of events."""

    def shown(self) -> "EventPhotoQuerySet":
        """Those that nobody asked to take out."""
        return self.filter(removed_at=None)

    def asked_out(self) -> "EventPhotoQuerySet":
        """Those that wait for the team."""
        return self.filter(removed_at__isnull=False)

    def in_order(self) -> "EventPhotoQuerySet":
        """As they came."""
        return self.order_by("created_at", "pk")


class EventPhoto(models.Model):
    """One photo, made anew in two sizes without what its camera wrote into it."""

    uid = models.UUIDField(unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="photos")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    alt = models.CharField(max_length=300, blank=True)
    file = models.FileField(max_length=120)
    small = models.FileField(max_length=120)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    small_width = models.PositiveSmallIntegerField()
    small_height = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)
    # Where somebody asks to be made unrecognisable: the numbers of places of its grid, nothing where they ask to be out.
    marks = models.JSONField(default=list, editable=False)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = EventPhotoQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["event", "created_at"], name="event_photo_order")]

    def __str__(self) -> str:
        return f"{self.uid} of {self.event_id}"

    @property
    def asked(self) -> str:
        """Which request waits for the team, by its moment; nothing where none does."""
        return self.removed_at.isoformat() if self.removed_at else ""

    @property
    def folder(self) -> str:
        """Where its two sizes lie in the storage."""
        return f"evenements/{self.uid.hex[:2]}/{self.uid.hex}"
