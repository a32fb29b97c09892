"""Events as pages show them: read once, said in words by templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from django.utils import timezone

from events.forms import MONTHS_SHOWN, Wanted, months_later
from events.models import Event, EventSeries, Registration
from events.models.events import EventQuerySet
from events.models.seats import Seats, count_seats
from events.policies import may_register

ICONS = {
    Event.Kind.INFORMATION: "info",
    Event.Kind.TRAINING: "graduation-cap",
    Event.Kind.WORKSHOP: "users",
    Event.Kind.APERO: "party-popper",
    Event.Kind.LUNCH: "coffee",
    Event.Kind.PEER_EXCHANGE: "message-circle",
    Event.Kind.CELEBRATION: "handshake",
}
TONES = {Event.Kind.INFORMATION: "o", Event.Kind.APERO: "w2", Event.Kind.LUNCH: "w2", Event.Kind.CELEBRATION: "w2"}


MODES = (Event.Mode.IN_PERSON, Event.Mode.ONLINE)


@dataclass(frozen=True)
class Way:
    """One way of taking part, with its seats."""

    mode: str
    seats: Seats

    @property
    def online(self) -> bool:
        """Whether it is from home."""
        return self.mode == Event.Mode.ONLINE


@dataclass(frozen=True)
class ShownEvent:
    """One event, for one person, at one moment."""

    event: Event
    ways: tuple[Way, ...]
    registration: Registration | None
    now: datetime

    @property
    def icon(self) -> str:
        """The drawing of its kind."""
        return ICONS[Event.Kind(self.event.kind)]

    @property
    def tone(self) -> str:
        """The colour of its kind's tag."""
        return TONES.get(Event.Kind(self.event.kind), "")

    @property
    def cancelled(self) -> bool:
        """Whether it was published, and does not take place."""
        return self.event.status == Event.Status.CANCELLED

    @property
    def past(self) -> bool:
        """Whether it is over."""
        return self.event.ends_at <= self.now

    @property
    def open(self) -> bool:
        """Whether one may still take a seat."""
        return may_register(self.event, self.now)

    @property
    def full(self) -> bool:
        """Whether no seat is left in any way."""
        return all(way.seats.left == 0 for way in self.ways)

    @property
    def coming(self) -> bool:
        """Whether this person has a seat."""
        return self.registration is not None and self.registration.state == Registration.State.CONFIRMED

    @property
    def offered(self) -> bool:
        """Whether a seat is kept for this person, who has not answered yet."""
        return self.registration is not None and self.registration.state == Registration.State.OFFERED

    @property
    def waiting(self) -> bool:
        """Whether this person is on the waiting list."""
        return self.registration is not None and self.registration.state == Registration.State.WAITING

    @property
    def free_ways(self) -> list[Way]:
        """The other ways of taking part in which a seat is left."""
        mine = self.registration.mode if self.registration else ""
        return [way for way in self.ways if way.seats.left and way.mode != mine]

    @property
    def full_ways(self) -> list[Way]:
        """The ways in which one can only wait."""
        return [way for way in self.ways if not way.seats.left]

    @property
    def days(self) -> bool:
        """Whether it ends on another day than it begins."""
        return self.event.start.date() != self.event.end.date()


@dataclass(frozen=True)
class ShownSeries:
    """The dates of a series that are still to come, for one person: where they stand, what they can take."""

    rule: EventSeries
    dates: list[ShownEvent]

    @property
    def mine(self) -> list[ShownEvent]:
        """Those where this person has a seat, an offer or a place on the list."""
        return [one for one in self.dates if one.registration]

    @property
    def coming(self) -> int:
        """At how many they have a seat."""
        return sum(one.coming for one in self.dates)

    @property
    def waiting(self) -> int:
        """At how many they wait for one, or have not answered yet."""
        return len(self.mine) - self.coming

    @property
    def offers(self) -> list["Offer"]:
        """One per way of taking part: all the dates one can still take, and how many of them are full."""
        free = [one for one in self.dates if one.open and not one.registration]
        ways = {mode: [way for one in free for way in one.ways if way.mode == mode] for mode in MODES}
        return [
            Offer(mode, len(found), sum(not way.seats.left for way in found)) for mode, found in ways.items() if found
        ]


@dataclass(frozen=True)
class Offer:
    """All the dates one can take at once in one way: how many, and how many of them are full."""

    mode: str
    dates: int
    full: int


def show_series(event: Event, person: Any, now: datetime) -> ShownSeries | None:
    """The series a date belongs to, as far as this person sees it; None where no other date comes."""
    rule = EventSeries.objects.filter(uid=event.series).first() if event.series else None
    if rule is None:
        return None
    rows = Event.objects.visible_to(person, now).of_series(event).no_drafts().upcoming(now)
    dates = show_events(rows.select_related("branch", "promotion__branch").soonest_first(), person, now)
    return ShownSeries(rule, dates) if [one for one in dates if one.event.pk != event.pk] else None


def show_events(events: Iterable[Event], person: Any, now: datetime) -> list[ShownEvent]:
    """In the order given; two queries whatever their number, one for a visitor."""
    events = list(events)
    seats = count_seats(events)
    mine: dict[int, Registration] = {}
    if person.is_authenticated:
        held = Registration.objects.concerned().filter(person=person, event__in=events).order_by("pk")
        mine = {registration.event_id: registration for registration in held}
        for event in events:
            if event.pk in mine:
                mine[event.pk].event = event
    return [
        ShownEvent(event, tuple(Way(mode, seats[event.pk, mode]) for mode in event.modes), mine.get(event.pk), now)
        for event in events
    ]


def midnight(day: date) -> datetime:
    """The beginning of a day where the association is at home."""
    return timezone.make_aware(datetime.combine(day, time.min))


def pages_of(rows: EventQuerySet, wanted: Wanted, person: Any, now: datetime) -> dict[str, Any]:
    """The months that are wanted, from today on in the current one, and the way to those before and after."""
    today, end = timezone.localdate(now), midnight(wanted.end)
    start = midnight(today if wanted.month == today.replace(day=1) else wanted.month)
    return {
        "months": by_month(show_events(rows.between(start, end).soonest_first(), person, now)),
        "earlier": wanted.at(months_later(wanted.month, -MONTHS_SHOWN)) if wanted.month > today else "",
        "later": wanted.at(wanted.end) if rows.filter(starts_at__gte=end).exists() else "",
    }


def by_month(shown: Iterable[ShownEvent]) -> list[tuple[date, list[ShownEvent]]]:
    """[(first day of the month, its events)], as their own clocks show them."""
    grouped = groupby(shown, key=lambda one: one.event.start.date().replace(day=1))
    return [(month, list(rows)) for month, rows in grouped]
