"""Events as pages show them: read once, said in words by templates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from events.models import Event, EventSeries, Registration
from events.models.seats import Seats, count_seats
from events.moves import Hours, new_clock, old_hours, old_place
from events.policies import has_album, has_seats, may_act_alone, may_check_in, may_register
from hub.words.dates import last_day

ICONS = {
    Event.Kind.INFORMATION: "info",
    Event.Kind.TRAINING: "graduation-cap",
    Event.Kind.WORKSHOP: "users",
    Event.Kind.APERO: "party-popper",
    Event.Kind.LUNCH: "coffee",
    Event.Kind.PEER_EXCHANGE: "message-circle",
    Event.Kind.CELEBRATION: "handshake",
    Event.Kind.OUTING: "coffee",
}
CONVIVIAL = (Event.Kind.APERO, Event.Kind.LUNCH, Event.Kind.CELEBRATION, Event.Kind.OUTING)
TONES = {Event.Kind.INFORMATION: "o", **dict.fromkeys(CONVIVIAL, "w2")}


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
    # What somebody without a seat answered.
    said: str = ""

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
    def moved(self) -> bool:
        """Whether it was to be at another hour or place, and is still to come."""
        return bool(self.event.before) and not self.past and not self.cancelled

    @property
    def moved_on(self) -> date | None:
        """The day on which it was moved, as its own clocks show it, where that is known."""
        at = self.event.moved_at
        return at.astimezone(ZoneInfo(self.event.zone)).date() if self.moved and at else None

    @property
    def old_hours(self) -> Hours | None:
        """When it was to be, where that has changed."""
        return old_hours(self.event) if self.moved else None

    @property
    def old_place(self) -> str:
        """Where it was to be, where that has changed."""
        return old_place(self.event) if self.moved else ""

    @property
    def new_clock(self) -> str:
        """Whose clocks its hours are read from, where they are others than before."""
        return new_clock(self.event) if self.moved else ""

    @property
    def open(self) -> bool:
        """Whether one may still take a seat."""
        return may_register(self.event, self.now)

    @property
    def closed(self) -> bool:
        """Whether its deadline has passed, and it has not begun: whoever wants to come, or cannot, calls."""
        return has_seats(self.event, self.now) and not may_act_alone(self.event, self.now)

    @property
    def doors(self) -> bool:
        """Whether one may say now that one is there."""
        return may_check_in(self.event, self.now)

    @property
    def present(self) -> bool:
        """Whether this person is noted as present."""
        return self.registration is not None and self.registration.attendance == Registration.Attendance.PRESENT

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
        return self.registration is not None and self.registration.offered_until is not None

    @property
    def waiting(self) -> bool:
        """Whether this person is on the waiting list."""
        return self.registration is not None and self.registration.state == Registration.State.WAITING

    @property
    def registered(self) -> int:
        """How many people take part, guests too: a number, for whoever sees the page."""
        return sum(way.seats.coming for way in self.ways)

    @property
    def free_ways(self) -> list[Way]:
        """The ways of taking part in which a seat is left."""
        return [way for way in self.ways if way.seats.left]

    @property
    def full_ways(self) -> list[Way]:
        """The ways in which one can only wait."""
        return [way for way in self.ways if not way.seats.left]

    @property
    def short_ways(self) -> list[Way]:
        """The ways in which seats are left, but not for as many as one may come with."""
        return [way for way in self.free_ways if way.seats.left <= self.event.guests]

    @property
    def days(self) -> bool:
        """Whether it ends on another day than it begins."""
        return self.event.start.date() != last_day(self.event.start, self.event.end)


@dataclass(frozen=True)
class ShownSeries:
    """The dates of a series that are still to come, for one person: where they stand, what they can take."""

    rule: EventSeries
    dates: list[ShownEvent]

    @property
    def mine(self) -> list[ShownEvent]:
        """Those that take place where this person has a seat, an offer or a place on the list."""
        return [one for one in self.dates if one.registration and not one.cancelled]

    @property
    def coming(self) -> int:
        """At how many they have a seat."""
        return sum(one.coming for one in self.mine)

    @property
    def waiting(self) -> int:
        """At how many they wait for one, or have not answered yet."""
        return len(self.mine) - self.coming

    @property
    def free(self) -> list[ShownEvent]:
        """Those this person can still take, and has not said no to."""
        return [one for one in self.dates if one.open and not one.registration and one.said != Registration.Said.NO]

    @property
    def pictured(self) -> bool:
        """Whether photos may be taken at one of these."""
        return any(has_album(one.event) for one in self.free)

    @property
    def offers(self) -> list["Offer"]:
        """One per way of taking part: all the dates one can still take, and how many of them are full."""
        ways = {mode: [way for one in self.free for way in one.ways if way.mode == mode] for mode in MODES}
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
    ways = show_ways(events, now)
    mine: dict[int, Registration] = {}
    said: dict[int, str] = {}
    if person.is_authenticated:
        known = list(Registration.objects.filter(person=person, event__in=events).order_by("pk"))
        mine = {one.event_id: one for one in known if one.state != Registration.State.WITHDRAWN}
        said = {one.event_id: one.said for one in known}
        for event in events:
            if event.pk in mine:
                mine[event.pk].event = event
    return [ShownEvent(event, ways[event.pk], mine.get(event.pk), now, said.get(event.pk, "")) for event in events]


def show_ways(events: Sequence[Event], now: datetime) -> dict[int, tuple[Way, ...]]:
    """{event key: the ways of taking part, with their seats}; one query."""
    seats = count_seats(events, now)
    return {event.pk: tuple(Way(mode, seats[event.pk, mode]) for mode in event.modes) for event in events}
