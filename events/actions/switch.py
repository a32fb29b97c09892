"""From a seat in person to one online, and back, without ever losing what one has."""

from datetime import datetime

from django.utils.translation import gettext as _

from events.actions.queue import join_queue, move, say, settle_queue
from events.actions.seats import (
    SeatRefusal,
    check_alone,
    check_open,
    check_team,
    lock_registration,
    take_seat,
    tell_seated,
)
from events.models import Event, Registration
from events.models.seats import count_seats
from hub.db import require_write, write
from hub.journal import record
from hub.models import Person

State = Registration.State


def change_way(
    *, actor: Person | None, registration_id: int, mode: str, now: datetime, as_team: bool = False
) -> Registration:
    """Takes part that way from now on; where it is full, waits for a seat there and keeps the present one.

    The way one has already takes the wish back. `as_team` on somebody else's word. Harmless when repeated.
    Raises SeatRefusal.
    """
    with write():
        event, registration = lock_registration(registration_id)
        check_team(actor, event, now, as_team=as_team)
        check_open(event, mode, now)
        if registration.state == State.WITHDRAWN:
            raise SeatRefusal("withdrawn", _("You are not expected any more: take a seat first."))
        stays = registration.state == State.CONFIRMED and mode == registration.mode
        check_alone(event, now, alone=not as_team and not stays)
        if registration.state == State.WAITING:
            return tell_seated(meanwhile(actor, event, registration, mode, now), actor=actor, now=now)
        if registration.state == State.CONFIRMED:
            if stays:
                return give_up_wish(actor, event, registration, now)
            if mode == registration.wish and not registration.is_kept(now):
                return registration
            if not registration.wish and count_seats([event], now)[event.pk, mode].left < registration.party:
                join_queue(registration, actor=actor, now=now, wish=mode)
                settle_queue(event, now=now)
                return registration
        taken = take_seat(actor=actor, event=event, person=registration.person, mode=mode, now=now)
        return tell_seated(taken, actor=actor, now=now)


def meanwhile(actor: Person | None, event: Event, registration: Registration, mode: str, now: datetime) -> Registration:
    """A step: who waits for one way takes a free seat of the other, and keeps their place in the line."""
    require_write()
    if mode == registration.mode:
        return registration
    if count_seats([event], now)[event.pk, mode].left < registration.party:
        raise SeatRefusal("full", _("Every seat is taken there, too. You keep your place on the waiting list."))
    wish, registration.mode, registration.event = registration.mode, mode, event
    registration.told_alone = True
    move(registration, State.CONFIRMED, now, wish=wish)
    record(actor, "registration.confirmed", registration, event=event.pk, mode=mode)
    say(registration, "event.registered", now)
    settle_queue(event, now=now)
    return registration


def give_up_wish(actor: Person | None, event: Event, registration: Registration, now: datetime) -> Registration:
    """A step: stays where one has a seat; what was kept elsewhere goes on."""
    require_write()
    if registration.wish:
        move(registration, State.CONFIRMED, now)
        record(actor, "registration.stayed", registration, event=event.pk)
        settle_queue(event, now=now)
    return registration
