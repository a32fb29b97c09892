"""Places on waiting lists: that of a call, and that of a session one applied for."""

from datetime import datetime

from cms.models.applications import Application, State
from events.models import Event
from events.models.lines import line_of, turn_of
from events.models.seats import count_seats


def place_in_line(application: Application) -> int:
    """The place on the call's waiting list, counted from 1; 0 where one is not on it. One query."""
    if application.state != State.WAITING_LIST:
        return 0
    line = Application.objects.filter(call=application.call_id).first_come_first()
    return line.filter(queue_number__lte=application.queue_number).count()


def place_at_the_end(call_id: int) -> int:
    """The place that whoever comes onto the list now would get. One query."""
    return Application.objects.filter(call=call_id).first_come_first().count() + 1


def place_at_session(application: Application, now: datetime) -> int:
    """The place on the waiting list of their session, counted from 1; 0 where they wait for no seat there.

    Whoever is offered a seat at once is told that they are the first: what is kept for them, the mail says.
    """
    held = application.registration
    if held is None or not application.awaits_seat:
        return 0
    return 1 if held.offered_until is not None else turn_of(held, now).place


def place_for_anybody(event_id: int | None, mode: str, now: datetime) -> int:
    """The place on the waiting list of a session that somebody new would get now; 0 while there is a seat."""
    event = Event.objects.filter(pk=event_id or 0).first()
    if event is None or mode not in event.modes or count_seats([event], now)[event.pk, mode].left:
        return 0
    return len(line_of(event, mode, now)) + 1
