"""The discussion of an event: opened, told who has a seat and who has none any more, for reading alone when its time is over."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from community.actions.access import lock_rooms, tell_room
from community.actions.rooms import archive_room, found_room
from community.models import Room
from events.actions.schedule import lock_events
from events.models import Event, Registration
from events.policies import TALKS_ON, may_open_room, may_run
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Person


class TalkRefusal(Refusal):
    """No discussion for this event, or not by this person."""


def open_room(*, actor: Person, event_id: int, now: datetime) -> Room:
    """The team opens the discussion of an event, once; nobody gets a mail. Harmless when repeated. Raises TalkRefusal."""
    with write():
        event = lock_events(event_id).get(event_id)
        if event is None or not may_run(actor, event, now):
            raise TalkRefusal("forbidden", _("Only the team of this branch can change this event."))
        if event.room is not None:
            return event.room
        if not may_open_room(event, now):
            raise TalkRefusal("kind", _("No discussion can be opened for this event."))
        return found(event, actor=actor, now=now)


def found(event: Event, *, actor: Person | None, now: datetime) -> Room:
    """A step, on a locked event: its room, which calendars know nothing of, so that the event's stamps stay."""
    require_write()
    event.room = found_room(branch=event.branch, now=now)
    event.save(update_fields=["room"])
    record(actor, "event.room_opened", event)
    return event.room


def follow_seat(registration: Registration, *, begins: bool, now: datetime) -> None:
    """A step, on a locked event, once a seat is taken or given back: its room, where there is one, opens or ends for its
    holder at exactly this point of the log, whoever has decided it. Guests without an account never read it.
    """
    require_write()
    room = registration.event.room if registration.person.is_active else None
    if room is not None:
        tell_room(room, registration.person, begins=begins, actor=None, now=now)


def lock_talks(events: Iterable[Event], *more: int) -> None:
    """A step, on locked events of which one by one seats will change: their rooms, and the rooms with these keys."""
    lock_rooms([*more, *(event.room_id for event in events if event.room_id)])


def archive_talks(*, now: datetime) -> int:
    """For reading alone from 30 days after the end on; answers how many. Harmless when repeated."""
    over = Event.objects.filter(ends_at__lte=now - TALKS_ON, room__archived_at=None).exclude(room=None)
    keys = list(over.order_by("room").values_list("room", flat=True))
    for key in keys:
        archive_room(actor=None, room_id=key, now=now)
    return len(keys)
