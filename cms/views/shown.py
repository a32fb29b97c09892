"""Calls and sessions as pages show them: read once, said in words by templates."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from cms.models import Call, CallPage, offered_sessions
from cms.models.states import TAKES_APPLICATIONS, CallState
from community.models import Audience
from events.models import Event
from events.models.seats import Seats, count_seats

LISTED = (CallState.OPEN, CallState.CLOSING_SOON, CallState.FULL, CallState.SCHEDULED)
NOT_YET = frozenset({CallState.FULL, CallState.SCHEDULED})
AHEAD = 24


@dataclass(frozen=True)
class Way:
    """One way of taking part in a session, as a choice of the form."""

    event: Event
    mode: str
    seats: Seats

    @property
    def value(self) -> str:
        """The value of its radio button."""
        return f"{self.event.pk}:{self.mode}"

    @property
    def online(self) -> bool:
        """Whether this way is online."""
        return self.mode == Event.Mode.ONLINE


@dataclass
class ShownCall:
    """A call at an instant, with the page of the reader's language, its sessions and its training days."""

    call: Call
    page: CallPage
    now: datetime
    sessions: list[Event]
    seats: dict[tuple[int, str], Seats]
    training_days: list[Event] = field(default_factory=list)

    @cached_property
    def state(self) -> CallState:
        """Its state now."""
        return self.call.state(self.now)

    @property
    def takes_applications(self) -> bool:
        """Whether the form is open."""
        return self.state in TAKES_APPLICATIONS

    @property
    def full(self) -> bool:
        """Whether one joins a waiting list."""
        return self.state == CallState.FULL

    @property
    def seats_left(self) -> int:
        """Places left in the promotion."""
        return self.call.facts.seats_left

    @property
    def ways(self) -> list[Way]:
        """Each session once per way of taking part."""
        return ways(self.sessions, self.seats)

    @property
    def next_session(self) -> Event | None:
        """The first session with a seat left."""
        return next((way.event for way in self.ways if way.seats.left), None)

    @property
    def training_dates(self) -> list[datetime]:
        """The days alone, for the formatter of dates."""
        return [event.start for event in self.training_days]


def ways(sessions: list[Event], seats: dict[tuple[int, str], Seats]) -> list[Way]:
    """Each session once per way of taking part."""
    return [Way(event, mode, seats[event.pk, mode]) for event in sessions for mode in event.modes]


def show_calls(calls: Iterable[Call], pages: dict[int, CallPage], now: datetime) -> list[ShownCall]:
    """Calls from `with_facts()` with all that pages say of them; three queries, however many there are."""
    calls = [call for call in calls if call.pk in pages]
    sessions = offered_sessions(calls, now)
    seats = count_seats(event for events in sessions.values() for event in events)
    trainings = Event.objects.published().of_kind(Event.Kind.TRAINING)
    days = list(trainings.filter(promotion__in={call.promotion_id for call in calls}).soonest_first())
    return [
        ShownCall(
            call,
            pages[call.pk],
            now,
            sessions[call.pk],
            seats,
            [day for day in days if day.promotion_id == call.promotion_id and call.promotion_id],
        )
        for call in calls
    ]


def show_call(page: CallPage, now: datetime) -> ShownCall:
    """One call, read afresh."""
    call = Call.objects.with_facts().get(pk=page.call_id)
    return show_calls([call], {call.pk: page}, now)[0]


def listed_calls(language: str, now: datetime) -> list[ShownCall]:
    """The calls worth showing, those that take people first, each with its page in this language."""
    pages = CallPage.objects.live().filter(locale__language_code=language).order_by("pk")
    calls = Call.objects.all().in_state(now, *LISTED)
    calls.sort(key=lambda call: (call.state(now) in NOT_YET, call.facts.training_begins or call.deadline, call.pk))
    return show_calls(calls, {page.call_id: page for page in pages}, now)


def next_sessions(now: datetime) -> list[Way]:
    """The next public information sessions of every branch."""
    sessions = Event.objects.published().of_kind(Event.Kind.INFORMATION).upcoming(now)
    public = sessions.filter(audience=Audience.PUBLIC).select_related("branch").soonest_first()
    events = list(public[:AHEAD])
    return ways(events, count_seats(events))


def next_call(shown: ShownCall, language: str) -> ShownCall | None:
    """Where somebody who came too late can go: the branch's next call, failing that another's."""
    listed = listed_calls(language, shown.now)
    others = [one for one in listed if one.call.pk != shown.call.pk and one.takes_applications]
    same = [one for one in others if one.call.branch_id == shown.call.branch_id]
    return next(iter(same or others), None)
