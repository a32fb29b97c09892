"""Who is on a photo and wants out: it is gone at once; the team blurs it, puts it back or throws it away."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from community.stored import discard
from events.actions.albums import AlbumRefusal, empty_later, lock_photo, store_both, take_measures, throw_away
from events.grids import Grid
from events.models import EventPhoto, Registration
from events.policies import may_run, may_see_album, may_see_by_link
from hub.db import write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Person
from hub.pictures import veil

OPEN_TO_ALL = ["removed_at", "removed_by", "marks"]


def take_out(
    *,
    actor: Person | None,
    photo_id: int,
    now: datetime,
    link: Registration | None = None,
    marks: Iterable[Any] | None = None,
) -> None:
    """Nobody sees it any more from now on, and the team is told; one's own is thrown away. Harmless when repeated.

    Without an actor by the `link` to the photos of a registration. With `marks`, the numbers of the places where somebody is,
    they ask to be blurred there. Raises AlbumRefusal.
    """
    with write():
        photo = lock_photo(photo_id)
        if photo is None or not may_take_out(actor, photo, link, now):
            raise AlbumRefusal("not_found", _("This page does not exist, or is not open to you."))
        places = Grid.over(photo).read(marks or [])
        if marks is not None and not places:
            raise AlbumRefusal("places", _("Tick the places of the photo where you are."))
        if actor is not None and photo.owner_id == actor.pk and marks is None:
            throw_away(photo, actor=actor)
        elif photo.removed_at is None or photo.marks != joined(photo.marks, places):
            photo.marks = places if photo.removed_at is None else joined(photo.marks, places)
            photo.removed_at, photo.removed_by = now, actor
            photo.save(update_fields=OPEN_TO_ALL)
            record(actor, "photo.taken_out", photo, event=photo.event_id, registration=link.pk if link else None)


def joined(before: list[int], places: list[int]) -> list[int]:
    """What two people ask of one photo: both are blurred; nothing, that it is out, where one of them wants out."""
    return sorted({*before, *places}) if before and places else []


def may_take_out(actor: Person | None, photo: EventPhoto, link: Registration | None, now: datetime) -> bool:
    """Whoever may see the album, by their account or by a link to it."""
    if link is None:
        return may_see_album(actor, photo.event, now)
    return link.event_id == photo.event_id and may_see_by_link(link, now)


def settle_photo(*, actor: Person, photo_id: int, back: bool, asked: str, now: datetime) -> None:
    """The team puts it `back`, or throws it away for good; harmless when repeated. `asked` is the request it has read.

    Raises AlbumRefusal.
    """
    with write():
        photo = lock_photo(photo_id)
        if photo is None:
            return
        check_team(actor, photo, now)
        if back and photo.removed_at is None:
            return
        check_asked(photo, asked)
        if not back:
            throw_away(photo, actor=actor)
        else:
            show_again(photo)
            record(actor, "photo.put_back", photo, event=photo.event_id)


def blur_photo(*, actor: Person, photo_id: int, marks: Iterable[Any], asked: str, now: datetime) -> None:
    """The team makes places of it unrecognisable for good, and shows it again; what it was is thrown away.

    `asked` is the request it has read.
    Raises AlbumRefusal, PictureRefusal or StorageRefusal; then it stays as it is.
    """
    found = EventPhoto.objects.select_related("event").filter(pk=photo_id).first()
    if found is None:
        raise AlbumRefusal("not_found", _("This page does not exist, or is not open to you."))
    check_team(actor, found, now)
    grid = Grid.over(found)
    boxes = grid.boxes(marks)
    if not boxes:
        raise AlbumRefusal("places", _("Tick the places that are to be blurred."))
    full, small = veil(data_of(found), boxes)
    fields = store_both(found, full, small)
    try:
        with write():
            photo = lock_photo(photo_id)
            if photo is None or photo.file.name != found.file.name:
                raise AlbumRefusal("changed", _("Somebody else has just settled this photo."))
            check_asked(photo, asked)
            empty_later(photo)
            photo.file, photo.small = fields["file"], fields["small"]
            take_measures(photo, full, small)
            photo.save()
            show_again(photo)
            record(actor, "photo.blurred", photo, event=photo.event_id)
    except Refusal:
        discard(fields)
        raise


def data_of(photo: EventPhoto) -> bytes:
    """What is stored of it; raises AlbumRefusal where the file is gone."""
    try:
        with photo.file.open("rb") as file:
            return file.read()
    except FileNotFoundError as error:
        message = _("The file of this photo is no longer there, so nothing can be blurred. Look at the album again.")
        raise AlbumRefusal("gone", message) from error


def check_asked(photo: EventPhoto, asked: str) -> None:
    """Raises AlbumRefusal where somebody has asked for something since the page was read."""
    if photo.asked != asked:
        message = _("Meanwhile somebody has asked for something else, or it has been settled. Look at it once more.")
        raise AlbumRefusal("asked", message)


def show_again(photo: EventPhoto) -> None:
    """A step: everybody who may see the album sees it."""
    photo.removed_at = photo.removed_by = None
    photo.marks = []
    photo.save(update_fields=OPEN_TO_ALL)


def check_team(actor: Person, photo: EventPhoto, now: datetime) -> None:
    """Raises AlbumRefusal for whoever does not run its event."""
    if not may_run(actor, photo.event, now):
        raise AlbumRefusal("forbidden", _("Only the team of this branch can change this event."))
