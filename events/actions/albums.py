"""The album of an event: a photo is added, taken out by whoever is on it, put back or thrown away by the team."""

from dataclasses import dataclass
from datetime import datetime, timedelta
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
from events.policies import is_pictured, may_run, may_see_album
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Person
from hub.pictures import remake

MOST = 200
OPEN = timedelta(days=60)


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
    if now > event.ends_at + OPEN:
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
    photo.width, photo.height, photo.small_width, photo.small_height = (
        full.width,
        full.height,
        small.width,
        small.height,
    )
    place: Any = cast("Any", photo)
    fields = {"file": put(place, "photo.jpg", full.data), "small": put(place, "small.webp", small.data)}
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


def take_out(*, actor: Person, photo_id: int, now: datetime) -> None:
    """Nobody sees it any more from now on, and the team is told; one's own is thrown away. Harmless when repeated.

    Raises AlbumRefusal.
    """
    with write():
        photo = lock_photo(photo_id)
        if photo is None or not may_see_album(actor, photo.event, now):
            raise AlbumRefusal("not_found", _("This page does not exist, or is not open to you."))
        if photo.owner_id == actor.pk:
            throw_away(photo, actor=actor)
        elif photo.removed_at is None:
            photo.removed_at, photo.removed_by = now, actor
            photo.save(update_fields=["removed_at", "removed_by"])
            record(actor, "photo.taken_out", photo, event=photo.event_id)


def settle_photo(*, actor: Person, photo_id: int, back: bool, now: datetime) -> None:
    """The team puts it `back`, or throws it away for good; harmless when repeated. Raises AlbumRefusal."""
    with write():
        photo = lock_photo(photo_id)
        if photo is None:
            return
        if not may_run(actor, photo.event, now):
            raise AlbumRefusal("forbidden", _("Only the team of this branch can change this event."))
        if not back:
            throw_away(photo, actor=actor)
        elif photo.removed_at is not None:
            photo.removed_at = photo.removed_by = None
            photo.save(update_fields=["removed_at", "removed_by"])
            record(actor, "photo.put_back", photo, event=photo.event_id)


def lock_photo(photo_id: int) -> EventPhoto | None:
    """A step: the photo, locked."""
    require_write()
    rows = EventPhoto.objects.select_for_update(of=("self",)).select_related("event")
    return rows.filter(pk=photo_id).first()


def throw_away(photo: EventPhoto, *, actor: Person) -> None:
    """A step: the row, and once that is sure what lies in the storage."""
    require_write()
    record(actor, "photo.thrown_away", photo, event=photo.event_id)
    for name in filter(None, (photo.file.name, photo.small.name)):
        transaction.on_commit(partial(default_storage.delete, name), robust=True)
    photo.delete()
