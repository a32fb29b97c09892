"""Seats, counted: how many are taken and left, and how many people wait, for many events in one query."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from events.models.events import Event
from events.models.registrations import Registration


@dataclass(frozen=True)
class Seats:
    """The seats of one way of taking part in one event."""

    total: int
    taken: int
    waiting: int = 0

    @property
    def left(self) -> int:
        """Never below nought, even where a capacity was lowered under what is taken."""
        return max(0, self.total - self.taken)


def count_seats(events: Iterable[Event]) -> dict[tuple[int, str], Seats]:
    """{(event key, mode): Seats} for each mode the events have; one query."""
    events = list(events)
    queued = Q(state=Registration.State.WAITING)
    rows = Registration.objects.concerned().filter(event__in=events).values("event_id", "mode")
    rows = rows.annotate(held=Count("pk", filter=~queued), waiting=Count("pk", filter=queued)).order_by()
    found = {(row["event_id"], row["mode"]): (row["held"], row["waiting"]) for row in rows}
    return {
        (event.pk, mode): Seats(event.seats(mode), *found.get((event.pk, mode), (0, 0)))
        for event in events
        for mode in event.modes
    }


def place_of(registration: Registration) -> int:
    """The place on the waiting list, counted from 1; one query."""
    queue = Registration.objects.filter(event=registration.event_id, mode=registration.mode).first_come_first()
    return queue.filter(queue_number__lte=registration.queue_number).count()
