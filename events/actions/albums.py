"""The album of an event: who said what to photos, and a photo is added or thrown away."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from community.actions.uploads import check_size, hold_back
from community.stored import discard, put
from events.actions.schedule import lock_events
from events.models import Consent, Event, EventPhoto, Registration
from events.models.consents import answers_of
from events.models.roll import roll
from events.policies import is_pictured, may_see_album, takes_photos
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Person
from hub.pictures import Shot, remake

MOST = 200


class AlbumRefusal(Refusal):
    """This photo is not taken, or not this person's to change."""


@dataclass(frozen=True)
class Said:
    """Of those expected: who said no to photos, who never answered, and whose guests nobody could ask."""

    no: list[Person]
    unanswered: list[Person]
    hosts: list[Registration]


def answers_at(event: Event) -> Said:
    """What is known before photos of an event are sent; two queries.

    Guests are a number without names: nobody answers for them, so they are asked where they are.
    """
    rows = roll(event)
    people = [row.person for row in rows]
    answers = answers_of([one.pk for one in people], Consent.Purpose.PHOTO)
    return Said(
        [one for one in people if one.pk in answers and not answers[one.pk].given],
        [one for one in people if one.pk not in answers],
        [row for row in rows if row.guests and is_pictured(row) and row.attendance != Registration.Attendance.ABSENT],
    )


def check_album(actor: Person, event: Event, now: datetime) -> None:
    """Raises AlbumRefusal for whoever did not take part, before it begins, and long after."""
    if not may_see_album(actor, event, now):
        raise AlbumRefusal("not_found", _("This page does not exist, or is not open to you."))
    if not takes_photos(event, now):
        raise AlbumRefusal("closed", _("Photos can be added for two months after an event."))


def add_photo(
    *, actor: Person, event_id: int, uid: UUID, data: bytes, alt: str, sure: bool, now: datetime
) -> EventPhoto:
    """One photo more; `sure` is that nobody who said no can be recognised on it. The same `uid` again changes nothing.

    Raises AlbumRefusal, PictureRefusal, StorageRefusal, UploadRefusal or TooMany.
    """
    check_size(len(data))
    event = Event.objects.get(pk=event_id)
    check_album(actor, event, now)
    if not sure:
        message = _("Look at the list first, and say that nobody who said no can be recognised.")
        raise AlbumRefusal("unsure", message)
    with write():
        hold_back(actor, now)
    known = EventPhoto.objects.filter(uid=uid, owner=actor).first()
    if known is not None:
        return known
    full, small = remake(data)
    photo = EventPhoto(uid=uid, event=event, owner=actor, alt=" ".join(alt.split())[:300], created_at=now)
    take_measures(photo, full, small)
    fields = store_both(photo, full, small)
    try:
        return keep_photo(photo, fields, actor=actor, now=now)
    except Refusal:
        discard(fields)
        raise


def keep_photo(photo: EventPhoto, fields: dict[str, str], *, actor: Person, now: datetime) -> EventPhoto:
    """The row, under the event's lock; raises AlbumRefusal."""
    with write():
        event = lock_events(photo.event_id)[photo.event_id]
        check_album(actor, event, now)
        if EventPhoto.objects.filter(event=event).count() >= MOST:
            raise AlbumRefusal("full", _("This album is full: two hundred photos."))
        photo.file, photo.small = fields["file"], fields["small"]
        photo.save()
        record(actor, "photo.added", photo, event=event.pk)
    return photo


def lock_photo(photo_id: int) -> EventPhoto | None:
    """A step: the photo, locked."""
    require_write()
    rows = EventPhoto.objects.select_for_update(of=("self",)).select_related("event")
    return rows.filter(pk=photo_id).first()


def throw_away(photo: EventPhoto, *, actor: Person) -> None:
    """A step: the row, and once that is sure what lies in the storage."""
    require_write()
    record(actor, "photo.thrown_away", photo, event=photo.event_id)
    empty_later(photo)
    photo.delete()


def empty_later(photo: EventPhoto) -> None:
    """A step: what lies in the storage goes once it is sure that nothing leads there any more."""
    require_write()
    for name in filter(None, (photo.file.name, photo.small.name)):
        transaction.on_commit(partial(default_storage.delete, name), robust=True)


def take_measures(photo: EventPhoto, full: Shot, small: Shot) -> None:
    """Notes the sizes of what is stored of it."""
    photo.width, photo.height = full.width, full.height
    photo.small_width, photo.small_height = small.width, small.height


def store_both(photo: EventPhoto, full: Shot, small: Shot) -> dict[str, str]:
    """Puts its two sizes into the storage, and answers where; raises StorageRefusal."""
    place: Any = cast("Any", photo)
    return {"file": put(place, "photo.jpg", full.data), "small": put(place, "small.webp", small.data)}
