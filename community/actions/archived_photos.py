"""The photos of a conversation that is taken over: kept with the export, made anew in the background, let go with it."""

import logging
import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from community.actions.uploads import let_go
from community.models import Archive, ArchivedMessage, Upload
from community.stored import StorageRefusal, discard, ending_of_picture, store_photo
from community.whatsapp.box import read_photos, read_text
from community.whatsapp.parse import Message, parse
from hub import outbox
from hub.db import require_write, write
from hub.papers import clean_name
from hub.pictures import PictureRefusal

logger = logging.getLogger(__name__)
MOST_PHOTOS = 500
FOLDER = "avant"


def photos_named(messages: Sequence[Message]) -> list[tuple[int, str]]:
    """(place among the messages, name of the file) of the photos that they show, the first 500."""
    named = [(place, one.file) for place, one in enumerate(messages) if one.file and ending_of_picture(one.file)]
    return named[:MOST_PHOTOS]


def keep_box(archive: Archive, box: IO[bytes], found: int) -> None:
    """Puts the export beside its draft until its photos are made; they are, in the background, and then it goes."""
    box.seek(0)
    name = default_storage.save(f"{FOLDER}/{uuid.uuid4().hex}.zip", File(box))
    with write():
        archive.box, archive.box_size, archive.photos_found = name, default_storage.size(name), found
        archive.save(update_fields=["box", "box_size", "photos_found"])
        make_photos.enqueue(archive.pk)
        transaction.on_commit(outbox.wake, robust=True)


@task()
def make_photos(archive_id: int) -> None:
    """In the background: each photo anew, beside its message; what cannot be shown is left out, and so counted."""
    archive = Archive.objects.drafts().exclude(box="").filter(pk=archive_id).first()
    if archive is None:
        return
    try:
        with default_storage.open(archive.box) as box:
            for message_id, name, data in waiting(archive, box):
                add_photo(archive, message_id, name, data, now=timezone.now())
    finally:
        with write():
            Archive.objects.filter(pk=archive.pk).update(box="")
        default_storage.delete(archive.box)


def waiting(archive: Archive, box: IO[bytes]) -> Iterator[tuple[int, str, bytes]]:
    """(message, name, bytes) of the photos that are not made yet, one after the other."""
    messages = parse(read_text(box, archive.box_size)).messages
    rows = list(archive.messages.order_by("pk").values_list("pk", "photo"))
    named = {name: rows[place] for place, name in photos_named(messages) if rows[place][1] is None}
    for name, data in read_photos(box, set(named)):
        yield named[name][0], name, data


def add_photo(archive: Archive, message_id: int, name: str, data: bytes, *, now: datetime) -> None:
    """Its row comes first, so that nothing lies in the storage which nobody knows of."""
    with write():
        if not Archive.objects.drafts().select_for_update().filter(pk=archive.pk).exists():
            return
        facts: dict[str, Any] = {"room_id": archive.room_id, "archive": archive, "owner_id": archive.by_id}
        upload = Upload.objects.create(uid=uuid.uuid4(), name=clean_name(name), size=len(data), created_at=now, **facts)
    try:
        fields = store_photo(upload, data)
    except (PictureRefusal, StorageRefusal) as refusal:
        logger.info("a photo of archive %s was not taken: %s", archive.pk, refusal.code)
        with write():
            let_go(Upload.objects.filter(pk=upload.pk), now=now)
        return
    with write():
        row = Upload.objects.select_for_update().filter(pk=upload.pk, dropped_at__isnull=True).first()
        if row is not None:
            vars(row).update(fields, received=row.size, ready_at=now)
            row.save()
            ArchivedMessage.objects.filter(pk=message_id).update(photo=row)
    if row is None:
        discard(fields)


def throw_away(archives: Any, *, now: datetime) -> None:
    """A step: conversations with their photos, and with an export that waits."""
    require_write()
    let_go(Upload.objects.filter(archive__in=archives), now=now)
    for box in archives.exclude(box="").values_list("box", flat=True):
        transaction.on_commit(partial(default_storage.delete, box), robust=True)
    archives.delete()


def hand_over(known: Sequence[int], archive: Archive, *, now: datetime) -> None:
    """A step, before these messages of a draft go: a photo stays with the same message of before, if that has none."""
    require_write()
    kept = ArchivedMessage.objects.filter(archive__in=Archive.objects.open().filter(room=archive.room_id))
    twins = kept.filter(photo=None, withdrawn=False, deleted=False).in_order()
    for message in archive.messages.filter(pk__in=known, photo__isnull=False).select_related("photo").order_by("pk"):
        twin = twins.filter(mark=message.mark).first()
        if twin is None or message.photo is None:
            continue
        photo = message.photo
        ArchivedMessage.objects.filter(pk=message.pk).update(photo=None)
        photo.archive = twin.archive
        photo.save(update_fields=["archive"])
        ArchivedMessage.objects.filter(pk=twin.pk).update(photo=photo)
    let_go(Upload.objects.filter(archived__in=known), now=now)
