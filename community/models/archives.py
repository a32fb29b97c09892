"""What a promotion said elsewhere before: conversations taken over, their authors and messages; read, never written in."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.models.rooms import Room
from hub.search.field import WordsField


class ArchiveQuerySet(models.QuerySet["Archive"]):
    """Words about archives."""

    def open(self) -> "ArchiveQuerySet":
        """Those that the room reads; the others wait for a consent."""
        return self.filter(imported_at__isnull=False)

    def drafts(self) -> "ArchiveQuerySet":
        """Those that only whoever uploaded them sees, for a day."""
        return self.filter(imported_at__isnull=True)


class Archive(models.Model):
    """One conversation taken over, with the consent it stands on."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="archives")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(editable=False)
    imported_at = models.DateTimeField(null=True, editable=False)
    # Since when the group knows, and how it was told, in the words of whoever declares it.
    told_on = models.DateField(null=True)
    told_how = models.CharField(max_length=500, blank=True)
    # Where the export lies in the storage while its photos are made anew, empty once they are; and how many it names.
    box = models.CharField(max_length=120, blank=True, default="", db_default="", editable=False)
    box_size = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    photos_found = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    objects = ArchiveQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.pk} of {self.room_id}"


class ArchivedAuthor(models.Model):
    """Somebody who wrote in it: a name as it may be shown, and the member they are, if it is known."""

    archive = models.ForeignKey(Archive, on_delete=models.CASCADE, related_name="authors")
    label = models.CharField(max_length=80)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="archived_as"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    def __str__(self) -> str:
        return self.label

    @property
    def name(self) -> str:
        """As peers see a member; otherwise as the conversation names them, which says nothing of who has left."""
        return self.person.peer_name if self.person else self.label or _("Former member")


class ArchivedMessageQuerySet(models.QuerySet["ArchivedMessage"]):
    """Words about messages taken over."""

    def readable_by(self, person: Any, now: datetime) -> "ArchivedMessageQuerySet":
        """Those of the open archives of one's rooms, but for what was withdrawn."""
        rooms = Room.objects.visible_to(person, now)
        return self.filter(archive__imported_at__isnull=False, archive__room__in=rooms, withdrawn=False)

    def in_order(self) -> "ArchivedMessageQuerySet":
        """As they were written."""
        return self.order_by("at", "pk")


class ArchivedMessage(models.Model):
    """One message of it; nothing of it is live, unread or told."""

    class Media(models.TextChoices):
        """What it showed; photos alone can be taken over."""

        PHOTO = "photo", gettext_lazy("a photo")
        VIDEO = "video", gettext_lazy("a video")
        AUDIO = "audio", gettext_lazy("a voice message")
        STICKER = "sticker", gettext_lazy("a sticker")
        CONTACT = "contact", gettext_lazy("a contact card")
        FILE = "file", gettext_lazy("a file")

    archive = models.ForeignKey(Archive, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(ArchivedAuthor, on_delete=models.CASCADE, related_name="messages")
    at = models.DateTimeField()
    body = models.TextField(blank=True)
    words = WordsField()
    media = models.CharField(max_length=8, blank=True, choices=Media)
    edited = models.BooleanField(default=False)
    deleted = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    photo = models.OneToOneField(
        "community.Upload", on_delete=models.SET_NULL, null=True, editable=False, related_name="archived"
    )
    # Recognises the same message in another export of the same conversation.
    mark = models.CharField(max_length=64, editable=False)

    objects = ArchivedMessageQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["archive", "at"], name="archived_in_order")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["archive", "mark"], name="archived_message_once"),
            models.CheckConstraint(
                condition=models.Q(withdrawn=False) | models.Q(body="", media=""), name="archived_withdrawn_is_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.archive_id}/{self.pk}"
