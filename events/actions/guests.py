"""More guests or fewer, for whoever has a seat, is offered one or waits."""

from datetime import datetime

from django.utils.translation import gettext as _

from events.actions.queue import move, say, settle_queue
from events.actions.seats import SeatRefusal, check_alone, check_guests, check_open, check_team, lock_registration
from events.models import Registration
from events.models.seats import count_seats
from hub.db import write
from hub.journal import record
from hub.models import Person

State = Registration.State


def bring_guests(
    *, actor: Person | None, registration_id: int, guests: int, now: datetime, as_team: bool = False
) -> Registration:
    """That many guests from now on, `as_team` on somebody else's word; the same number again changes nothing.

    Fewer free their seats at once; more need seats that are free, so that nobody who waits is passed. Raises SeatRefusal.
    """
    with write():
        event, registration = lock_registration(registration_id)
        check_team(actor, event, now, as_team=as_team)
        check_open(event, registration.mode, now)
        check_alone(event, now, alone=not as_team)
        if registration.state == State.WITHDRAWN:
            raise SeatRefusal("withdrawn", _("You are not expected any more: take a seat first."))
        more = guests - registration.guests
        if not more:
            return registration
        if more > 0:
            check_guests(event, guests)
            waits = registration.state == State.WAITING or registration.wish
            if waits or count_seats([event], now)[event.pk, registration.mode].left < more:
                raise SeatRefusal("full", _("There are not enough seats for more people. You keep what you have."))
        registration.guests = max(0, guests)
        # Whoever has a seat is told of it anew, and `move` keeps it of nobody else.
        registration.told_alone = True
        move(registration, registration.state, now, until=registration.offered_until, wish=registration.wish)
        record(actor, "registration.guests", registration, event=event.pk, guests=registration.guests)
        if registration.state == State.CONFIRMED:
            say(registration, "event.registered", now)
        settle_queue(event, now=now)
    return registration
