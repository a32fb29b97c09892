"""What people send into a room beside words: photos and files, whole or still arriving in pieces."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from community.models.rooms import Post, Room


class UploadQuerySet(models.QuerySet["Upload"]):
    """Words about uploads."""

    def in_order(self) -> "UploadQuerySet":
        """As they stand under their message."""
        return self.order_by("post", "place", "pk")

    def standing(self) -> "UploadQuerySet":
        """Whole, and not on the way out."""
        return self.filter(ready_at__isnull=False, dropped_at__isnull=True)

    def photos(self) -> "UploadQuerySet":
        """Pictures alone."""
        return self.filter(kind=Upload.Kind.PHOTO)

    def loose(self) -> "UploadQuerySet":
        """Under no message yet, and of no conversation of before."""
        return self.filter(post__isnull=True, archive__isnull=True, dropped_at__isnull=True)

    def shown(self) -> "UploadQuerySet":
        """Under a message that stands."""
        return self.standing().filter(post__in=Post.objects.standing())

    def visible_to(self, person: Any, now: datetime) -> "UploadQuerySet":
        """Under a standing message, or of a conversation of before, of a room that this person reads.

        What is loose, or of a conversation that nobody has declared yet, is seen by its owner alone.
        """
        rows = self.standing().filter(room__in=Room.objects.visible_to(person, now))
        own = models.Q(post__isnull=True, owner=person.pk) & (
            models.Q(archive__isnull=True) | models.Q(archive__imported_at__isnull=True)
        )
        before = models.Q(archive__imported_at__isnull=False)
        return rows.filter(own | before | models.Q(post__in=Post.objects.standing()))


class Upload(models.Model):
    """One photo or file; its parts in the storage lie in a folder of its own, so that none is left behind."""

    class Kind(models.TextChoices):
        """How it is shown."""

        PHOTO = "photo", "photo"
        FILE = "file", "file"

    # Chosen by whoever sends it, so that beginning twice is beginning once.
    uid = models.UUIDField(unique=True, editable=False)
    # Both are protected: whoever deletes a room or a message first lets go of what lies in the storage.
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="uploads")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="uploads")
    # The conversation of before that it belongs to, of which no post is.
    archive = models.ForeignKey(
        "community.Archive", on_delete=models.PROTECT, null=True, editable=False, related_name="uploads"
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    place = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.FILE)
    name = models.CharField(max_length=100)
    # What a photo shows, in its author's words.
    alt = models.CharField(max_length=300, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    # In bytes: as announced, and once it is whole as stored; and how many have come.
    size = models.PositiveIntegerField()
    received = models.PositiveIntegerField(default=0)
    file = models.FileField(max_length=120, blank=True)
    small = models.FileField(max_length=120, blank=True)
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)
    small_width = models.PositiveSmallIntegerField(default=0)
    small_height = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(editable=False)
    ready_at = models.DateTimeField(null=True, editable=False)
    dropped_at = models.DateTimeField(null=True, editable=False)

    objects = UploadQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "created_at"], name="upload_owner_created")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(post__isnull=True) | models.Q(ready_at__isnull=False), name="upload_shown_is_whole"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def folder(self) -> str:
        """Where all that belongs to it lies in the storage."""
        return f"salon/{self.uid.hex[:2]}/{self.uid.hex}"

    @property
    def is_photo(self) -> bool:
        """Whether it is shown as a picture."""
        return self.kind == self.Kind.PHOTO


class Piece(models.Model):
    """Some bytes of an upload that is still arriving; in the database, which every server shares."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="pieces")
    start = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["upload", "start"], name="piece_once")]

    def __str__(self) -> str:
        return f"{self.upload_id} from {self.start}"
