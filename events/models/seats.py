"""Seats, counted: how many are taken and left, for many events in one query."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from events.models.events import Event
from events.models.registrations import Registration


@dataclass(frozen=True)
class Seats:
    """The seats of one way of taking part in one event."""

    total: int
    taken: int

    @property
    def left(self) -> int:
        """Never below nought, even where a capacity was lowered under what is taken."""
        return max(0, self.total - self.taken)


def count_seats(events: Iterable[Event]) -> dict[tuple[int, str], Seats]:
    """{(event key, mode): Seats} for each mode the events have; one query."""
    events = list(events)
    rows = Registration.objects.holding().filter(event__in=events).values_list("event_id", "mode")
    taken = {(event, mode): number for event, mode, number in rows.annotate(Count("pk")).order_by()}
    return {
        (event.pk, mode): Seats(event.seats(mode), taken.get((event.pk, mode), 0))
        for event in events
        for mode in event.modes
    }
