"""Uploads: begun, received in pieces, made whole, described, let go."""

import logging
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community.actions.rooms import RoomRefusal, room_to_write
from community.actions.warn import count, warn
from community.actions.words import keep_words
from community.models import Piece, Upload
from community.stored import check_kind, discard, empty, store
from community.text import clean
from hub.db import require_write, write
from hub.errors import Refusal
from hub.limits import TooMany, pace
from hub.models import Person
from hub.papers import PaperRefusal, clean_name
from hub.pictures import PictureRefusal

logger = logging.getLogger(__name__)
MOST_BYTES = 25 * 1024 * 1024
LONGEST_ALT = 300
PIECES_PER_SECOND, BURST = 20, 60
MOST_LOOSE, MOST_A_DAY = 40, 200
KEEP_LOOSE = timedelta(days=2)


class UploadRefusal(Refusal):
    """This file is not taken."""


def hold_back(actor: Person, now: datetime) -> None:
    """A step: takes one of the tokens that files have for themselves; raises TooMany."""
    message = _("Many files at once: please wait a moment.")
    pace(f"upload:{actor.pk}", rate=PIECES_PER_SECOND, burst=BURST, now=now, message=message)


def begin_upload(*, actor: Person, room_id: int, uid: UUID, name: str, size: int, now: datetime) -> Upload:
    """Announces a file of `size` bytes; begun already, it is answered as it stands.

    Raises PaperRefusal, UploadRefusal, RoomRefusal or TooMany.
    """
    name = clean_name(name)
    check_kind(name)
    check_size(size)
    with write():
        hold_back(actor, now)
        room = room_to_write(actor, room_id, now)
        known = Upload.objects.filter(uid=uid).first()
        if known is not None:
            return check_own(known, actor, room_id)
        check_count(actor, now)
        return Upload.objects.create(uid=uid, room=room, owner=actor, name=name, size=size, created_at=now)


def check_size(size: int) -> None:
    """Raises UploadRefusal for nothing, and for more than 25 MB."""
    if size < 1:
        raise UploadRefusal("empty", _("This file is empty."))
    if size > MOST_BYTES:
        raise UploadRefusal("heavy", _("This file is too heavy: at most 25 MB fit."))


def check_own(upload: Upload, actor: Person, room_id: int) -> Upload:
    """Somebody else's looks as if it were not there; raises RoomRefusal or UploadRefusal."""
    if upload.owner_id != actor.pk or upload.room_id != room_id:
        raise RoomRefusal("not_found", _("This page does not exist, or is not open to you."))
    if upload.dropped_at is not None:
        raise UploadRefusal("dropped", _("This file has been removed. Please choose it again."))
    return upload


def check_count(actor: Person, now: datetime) -> None:
    """A step: raises TooMany for whoever fills the storage."""
    mine = Upload.objects.filter(owner=actor)
    if mine.loose().count() >= MOST_LOOSE:
        raise TooMany(_("Many files wait to be sent with a message: please send or remove some first."), 60)
    if mine.filter(archive__isnull=True, created_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
        raise TooMany(_("You have sent 200 files today. Please go on tomorrow."), 3600)


def lock_upload(actor: Person, room_id: int, uid: UUID) -> Upload:
    """A step: one's own upload, locked; raises RoomRefusal or UploadRefusal."""
    require_write()
    upload = Upload.objects.select_for_update().filter(uid=uid).first()
    if upload is None:
        raise UploadRefusal("unknown", _("This file has to be sent again from the beginning."))
    return check_own(upload, actor, room_id)


def add_piece(*, actor: Person, room_id: int, uid: UUID, start: int, data: bytes, now: datetime) -> Upload:
    """Takes the bytes from `start` on, if just those are missing; answers how far it has come, whole after the last.

    Raises UploadRefusal, RoomRefusal, TooMany, and for the last piece what `store` refuses.
    """
    with write():
        hold_back(actor, now)
        room_to_write(actor, room_id, now)
        upload = lock_upload(actor, room_id, uid)
        if start == upload.received and data and upload.ready_at is None:
            if start + len(data) > upload.size:
                raise UploadRefusal("longer", _("This file is longer than was announced. Please choose it again."))
            Piece.objects.create(upload=upload, start=start, data=data)
            upload.received += len(data)
            upload.save(update_fields=["received"])
    if upload.ready_at is None and upload.received == upload.size:
        pieces = Piece.objects.filter(upload=upload).order_by("start").values_list("data", flat=True)
        return finish(upload, b"".join(bytes(one) for one in pieces), now=now)
    return upload


def take_in(*, actor: Person, room_id: int, uid: UUID, name: str, data: bytes, now: datetime) -> Upload:
    """A whole file at once, as a form sends it; again, it is answered as it stands. Raises what both halves raise."""
    upload = begin_upload(actor=actor, room_id=room_id, uid=uid, name=name, size=len(data), now=now)
    return upload if upload.ready_at is not None else finish(upload, data, now=now)


def finish(upload: Upload, data: bytes, *, now: datetime) -> Upload:
    """Makes it what is shown, outside of any transaction: that takes seconds. Two at once: the first one counts."""
    try:
        fields = store(upload, data)
    except (PictureRefusal, PaperRefusal):
        with write():
            let_go(Upload.objects.filter(pk=upload.pk, ready_at__isnull=True), now=now)
        raise
    with write():
        row = Upload.objects.select_for_update().get(pk=upload.pk)
        first = row.ready_at is None and row.dropped_at is None
        if first:
            vars(row).update(fields, received=row.size, ready_at=now)
            row.save()
            Piece.objects.filter(upload=row).delete()
    if not first:
        discard(fields)
    return row


def describe_photo(*, actor: Person, upload: Upload, alt: str, now: datetime, sure: bool = False) -> None:
    """Says what one's own photo shows; nothing takes the description away.

    Raises TextRefusal, GuardRefusal unless `sure`, or RoomRefusal.
    """
    alt = clean_alt(alt)
    told = warn([alt], actor=actor, room_id=upload.room_id, sure=sure, now=now) if alt != upload.alt else False
    with write():
        room_to_write(actor, upload.room_id, now)
        row = lock_upload(actor, upload.room_id, upload.uid)
        row.alt = alt
        row.save(update_fields=["alt"])
        if row.post is not None:
            keep_words(row.post)
        count(upload.room_id, now, sent_anyway=told)


def clean_alt(text: str) -> str:
    """One line, at most 300 characters, or none; raises TextRefusal."""
    line = " ".join(text.split())
    return clean(line, longest=LONGEST_ALT) if line else ""


def drop_upload(*, actor: Person, room_id: int, uid: UUID, now: datetime) -> None:
    """Takes back what stands under no message yet; not there, nothing changes."""
    with write():
        let_go(Upload.objects.loose().filter(owner=actor, room=room_id, uid=uid), now=now)


def let_go(uploads: Any, *, now: datetime) -> None:
    """A step: from now on nobody sees these; their words go at once, rows and files once this is committed."""
    require_write()
    keys = list(uploads.values_list("pk", flat=True))
    if keys:
        Piece.objects.filter(upload__in=keys).delete()
        Upload.objects.filter(pk__in=keys).update(dropped_at=now, post=None, archive=None, name="-", alt="")
        transaction.on_commit(partial(sweep, keys), robust=True)


def sweep(keys: list[int]) -> None:
    """Empties the storage first, then deletes the rows: what fails is found again by `tidy_uploads`."""
    for upload in Upload.objects.filter(pk__in=keys, dropped_at__isnull=False).order_by("pk"):
        empty(upload)
        upload.delete()


def tidy_uploads(*, now: datetime) -> int:
    """Lets go of what stood under no message for two days, and sweeps; answers how many rows went."""
    with write():
        old = Upload.objects.loose().filter(created_at__lt=now - KEEP_LOOSE).order_by("pk").select_for_update()
        let_go(Upload.objects.loose().filter(pk__in=[one.pk for one in old]), now=now)
    keys = list(Upload.objects.filter(dropped_at__isnull=False).order_by("pk").values_list("pk", flat=True))
    sweep(keys)
    return len(keys)
