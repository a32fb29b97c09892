"""Puts the seat and the attendance back as they were before a move that is taken back."""

from datetime import datetime

from django.utils.translation import gettext as _

from cms.models import Application, Transition
from cms.models.applications import ENDED, State
from events.actions.desk import mend_attendance
from events.actions.queue import say
from events.actions.schedule import lock_events
from events.actions.seats import SeatRefusal, free_seat, take_seat
from events.models import Event, Registration
from hub.db import require_write
from hub.models import Person

Attendance, Seat = Registration.Attendance, Registration.State
NOTED: dict[str, str] = {State.PRESENT: Attendance.PRESENT, State.ABSENT: Attendance.ABSENT}


def put_seat_back(application: Application, move: Transition, actor: Person | None, now: datetime) -> bool:
    """A step: the seat and the attendance as they were before the move; False where a seat they still need is gone.

    Whoever takes their own move back waits for a seat that is gone, as does, whoever takes it back, who waited for one.
    """
    require_write()
    was, held = move.was_registration, application.registration
    keys = {one.event_id for one in (was, held) if one is not None}
    events = lock_events(*keys)
    if held is not None and held != was and events[held.event_id].starts_at > now:
        free_seat(actor=actor, event=events[held.event_id], registration=held, now=now)
    application.registration = was
    if was is None:
        return True
    if NOTED.get(move.before, "") != was.attendance and move.after in {*NOTED, State.SESSION_CHOSEN}:
        mend_attendance(actor=actor, registration=was, attendance=NOTED.get(move.before, ""))
    left = was.state == Seat.WITHDRAWN and was.modified_at == move.at
    begun = events[was.event_id].starts_at <= now
    if not left and (begun or move.before != State.SESSION_CHOSEN):
        return True
    try:
        application.registration = seat_again(application, was, events[was.event_id], move, actor=actor, now=now)
    except SeatRefusal:
        return move.before not in {State.RECEIVED, State.SESSION_CHOSEN}
    return True


def seat_again(
    application: Application,
    was: Registration,
    event: Event,
    move: Transition,
    *,
    actor: Person | None,
    now: datetime,
) -> Registration:
    """A step, on a locked event: the seat they had, or a place on its list without an actor, or where they waited for one.

    Whose mail about stepping back never leaves needs none that they are back; a place on a list is told, and so is the
    seat of who had none. Raises SeatRefusal.
    """
    require_write()
    waited = move.before == State.RECEIVED
    wait = waited or (actor is None and move.before == State.SESSION_CHOSEN)
    quiet, person = move.after in ENDED and not waited, application.person
    guests = min(was.guests, event.guests)
    taken = take_seat(
        actor=actor, event=event, person=person, mode=was.mode, now=now, wait=wait, quiet=quiet, guests=guests
    )
    if quiet and taken.state == Seat.WAITING:
        say(taken, "event.waiting", now)
    return taken


def say_seat_gone(move: Transition, now: datetime) -> str:
    """What whoever applied reads of a session at which they cannot have a seat any more."""
    if move.was_registration is not None and move.was_registration.event.starts_at <= now:
        return _("This date has passed. Please choose another one.")
    return _("This session does not take place any more: choose another date.")
