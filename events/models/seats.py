"""Seats, counted: how many are taken and left, and how many people wait, for many events in one query."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Min, Q, QuerySet, Sum

from events.models.events import Event
from events.models.registrations import Registration

# Until then before the beginning free seats are kept together for a party; after that whoever they suffice for gets them.
LAST_CALL = timedelta(days=2)


@dataclass(frozen=True)
class Seats:
    """The seats of one way of taking part in one event."""

    total: int
    taken: int
    waiting: int = 0
    # How many people take part for sure, guests too.
    coming: int = 0
    # Whether what is free is for those who wait: it suffices for one of them, or will with a seat more.
    gathered: bool = False

    @property
    def free(self) -> int:
        """Never below nought, even where a capacity was lowered under what is taken."""
        return max(0, self.total - self.taken)

    @property
    def left(self) -> int:
        """What somebody who comes by can take."""
        return 0 if self.gathered else self.free


def gathers_seats(event: Event, now: datetime) -> bool:
    """Whether there is time yet to keep free seats for a party that waits for more of them."""
    return event.starts_at - now > LAST_CALL


def count_seats(events: Iterable[Event], now: datetime) -> dict[tuple[int, str], Seats]:
    """{(event key, mode): Seats} for each mode the events have; one query."""
    events = list(events)
    return seats_among(sums_of(Registration.objects.concerned().filter(event__in=events)), events, now)


def sums_of(rows: QuerySet[Registration]) -> QuerySet[Registration, Any]:
    """What `seats_among` reads: one row per event, way of taking part and wish."""
    party, queued = F("guests") + 1, Q(state=Registration.State.WAITING)
    sure = Q(state=Registration.State.CONFIRMED)
    wishes, answered = ~Q(wish="") & Q(offered_until=None), ~Q(wish="") & Q(offered_until__isnull=False)
    sums: dict[str, Any] = {
        "held": Sum(party, filter=~queued, default=0),
        "coming": Sum(party, filter=sure, default=0),
        "waiting": Sum(party, filter=queued, default=0),
        "smallest": Min(party, filter=queued),
        "wished": Sum(party, filter=wishes, default=0),
        "least": Min(party, filter=wishes),
        "kept": Sum(party, filter=answered, default=0),
    }
    keys = ("event_id", "mode", "wish")
    return rows.values(*keys).annotate(**sums).values_list(*keys, *sums).order_by()


def seats_among(sums: Iterable[Sequence[Any]], events: Iterable[Event], now: datetime) -> dict[tuple[int, str], Seats]:
    """{(event key, mode): Seats} for each mode these events have, from what `sums_of` found of them, and of others."""
    found: dict[tuple[int, str], Counted] = defaultdict(Counted)
    for event, mode, wish, held, coming, waiting, smallest, wished, least, kept in sums:
        found[event, mode].add(held, waiting, smallest, coming)
        if wish:
            found[event, wish].add(kept, wished, least)
    return {(one.pk, mode): seats_of(one, mode, found[one.pk, mode], now) for one in events for mode in one.modes}


@dataclass
class Counted:
    """What is held and waited for in one way of taking part, and the smallest party that waits."""

    held: int = 0
    waiting: int = 0
    smallest: int | None = None
    coming: int = 0

    def add(self, held: int, waiting: int, smallest: int | None, coming: int = 0) -> None:
        """Some more."""
        self.coming += coming
        self.held += held
        self.waiting += waiting
        self.smallest = min((one for one in (self.smallest, smallest) if one is not None), default=None)


def seats_of(event: Event, mode: str, found: Counted, now: datetime) -> Seats:
    """The seats of one way, from what was counted of it."""
    seats = Seats(event.seats(mode), found.held, found.waiting, found.coming)
    enough = seats.total if gathers_seats(event, now) else seats.free
    return replace(seats, gathered=found.smallest is not None and found.smallest <= enough)
