"""Takes, changes and frees seats; the event's row is locked first, so a seat is never given twice."""

from datetime import datetime

from django.utils.translation import gettext as _

from events.actions.queue import join_queue, move, say, settle_queue
from events.actions.schedule import lock_events
from events.models import Event, Registration
from events.models.seats import count_seats
from events.policies import may_register, may_run
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Person
from hub.reactions import react

State = Registration.State


class SeatRefusal(Refusal):
    """No seat for this person at this event: gone, begun, full, or not held this way."""


def check_open(event: Event | None, mode: str, now: datetime) -> Event:
    """The event, if one may take a seat of it now; raises SeatRefusal."""
    if event is None or event.status != Event.Status.PUBLISHED:
        raise SeatRefusal("cancelled", _("This date is no longer offered. Please choose another one."))
    if event.starts_at <= now:
        raise SeatRefusal("begun", _("This date has passed. Please choose another one."))
    if mode not in event.modes:
        raise SeatRefusal("mode", _("Please choose how you take part."))
    return event


def take_seat(
    *,
    actor: Person | None,
    event: Event | None,
    person: Person,
    mode: str,
    now: datetime,
    wait: bool = False,
    quiet: bool = False,
) -> Registration:
    """A step, on a locked event: one seat for one person, or with `wait` a place on the waiting list where all are taken.

    The same again changes nothing; whoever has a seat and finds no other keeps it. `quiet` where another mail tells
    this person of it. Raises SeatRefusal.
    """
    require_write()
    event = check_open(event, mode, now)
    registration = Registration.objects.filter(event=event, person=person).select_related("person").first()
    if registration is None:
        registration = Registration(event=event, person=person, created_at=now, state=State.WITHDRAWN, sequence=-1)
    state, same = registration.state, registration.mode == mode
    if same and (state == State.CONFIRMED or (state == State.WAITING and wait)):
        return registration
    registration.mode = mode
    kept = same and registration.is_kept(now)
    if kept or count_seats([event])[event.pk, mode].left > 0:
        move(registration, State.CONFIRMED, now)
        record(actor, "registration.confirmed", registration, event=event.pk, mode=mode)
        say(registration, "event.registered", now, quiet=quiet)
        settle_queue(event, now=now)
    elif wait and state in {State.WAITING, State.WITHDRAWN}:
        join_queue(registration, actor=actor, now=now, quiet=quiet)
    else:
        raise SeatRefusal("full", _("The last seat has just been taken. Please choose another date."))
    return registration


def register(*, actor: Person, event_id: int, mode: str, now: datetime, wait: bool = False) -> Registration:
    """A member takes a seat for themselves, or with `wait` joins the waiting list; harmless when repeated.

    Raises SeatRefusal.
    """
    with write():
        event = lock_events(event_id).get(event_id)
        seen = event is not None and Event.objects.visible_to(actor, now).filter(pk=event.pk).exists()
        if event is None or not seen or not may_register(event, now):
            raise SeatRefusal("closed", _("One cannot register for this event any more."))
        return take_seat(actor=actor, event=event, person=actor, mode=mode, now=now, wait=wait)


def accept_offer(*, actor: Person | None, registration_id: int, now: datetime, as_team: bool = False) -> Registration:
    """Takes the seat that is kept for this person, `as_team` for somebody else; harmless when repeated.

    Raises SeatRefusal where the time is over.
    """
    with write():
        event, registration = lock_registration(registration_id)
        check_team(actor, event, now, as_team=as_team)
        if registration.state == State.CONFIRMED:
            return registration
        if not registration.is_kept(now):
            raise SeatRefusal("late", _("This offer has ended: the seat has been offered to the next person."))
        return take_seat(actor=actor, event=event, person=registration.person, mode=registration.mode, now=now)


def free_seat(
    *, actor: Person | None, event: Event, registration: Registration, now: datetime, quiet: bool = False
) -> None:
    """A step, on a locked event: gives back the seat, the offer or the place in the list, and passes it on.

    Harmless when it is free already. Only who had a seat gets a mail: it takes the date out of their calendar.
    """
    require_write()
    registration.refresh_from_db(fields=["state", "sequence", "mode", "queue_number", "offered_until"])
    before = registration.state
    if before == State.WITHDRAWN:
        return
    move(registration, State.WITHDRAWN, now)
    record(actor, "registration.withdrawn", registration, event=event.pk)
    if before == State.CONFIRMED:
        say(registration, "event.withdrawn", now, quiet=quiet)
    settle_queue(event, now=now)


def withdraw(*, actor: Person | None, registration_id: int, now: datetime, as_team: bool = False) -> Registration:
    """The person comes no more, `as_team` on somebody else's word; an application is told in the same transaction."""
    with write():
        event, registration = lock_registration(registration_id)
        check_team(actor, event, now, as_team=as_team)
        if registration.state != State.WITHDRAWN:
            if event.starts_at <= now:
                raise SeatRefusal("begun", _("This session has begun: it can no longer be cancelled here."))
            free_seat(actor=actor, event=event, registration=registration, now=now)
            react("registration.withdrawn", registration=registration, actor=actor, now=now)
    return registration


def check_team(actor: Person | None, event: Event, now: datetime, *, as_team: bool) -> None:
    """Acting for others is for the team of the branch; raises SeatRefusal."""
    if as_team and not may_run(actor, event, now):
        raise SeatRefusal("forbidden", _("Only the team of this branch can change this event."))


def lock_registration(registration_id: int) -> tuple[Event, Registration]:
    """A step: the event locked, then the registration read; raises Registration.DoesNotExist."""
    require_write()
    event_id = Registration.objects.values_list("event_id", flat=True).get(pk=registration_id)
    event = lock_events(event_id)[event_id]
    return event, Registration.objects.select_related("person").get(pk=registration_id)
