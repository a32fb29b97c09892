"""Which information sessions a call offers, the nearest first, for many calls in one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cms.models.calls import Call
from community.models import Audience
from events.models import Event
from events.models.events import EventQuerySet
from events.models.seats import Seats
from hub.models import Branch

# Of the branch itself, and of those elsewhere: few enough to choose from on a phone.
MOST, MOST_ELSEWHERE = 4, 2
# An hour on a train.
NEAR_KM = 150


@dataclass(frozen=True)
class Way:
    """One way of taking part in a session, as a choice of a form; `elsewhere` than in the branch one applies to."""

    event: Event
    mode: str
    seats: Seats
    elsewhere: bool = False

    @property
    def value(self) -> str:
        """The value of its radio button."""
        return f"{self.event.pk}:{self.mode}"

    @property
    def full(self) -> bool:
        """Whether whoever chooses it comes onto its waiting list."""
        return not self.seats.left

    @property
    def online(self) -> bool:
        """Whether this way is online."""
        return self.mode == Event.Mode.ONLINE


def sessions_to_offer(now: datetime) -> EventQuerySet:
    """The sessions to come that anybody can still choose."""
    sessions = Event.objects.published().of_kind(Event.Kind.INFORMATION).upcoming(now)
    return sessions.open_alone(now).filter(audience=Audience.PUBLIC)


def is_of(event: Event, branch: int) -> bool:
    """Whether the branch with this key holds it, or it is open to that branch; no query for events read `with_further`."""
    return branch in {event.branch_id, *event.further_branches}


def offered_sessions(calls: Iterable[Call], now: datetime) -> dict[int, list[Event]]:
    """{call key: the next sessions before its training begins}: its branch's own, those open to it, then online, then in branches nearby.

    Calls come from `with_facts()`.
    """
    calls = list(calls)
    coming = list(sessions_to_offer(now).select_related("branch").with_further().soonest_first()) if calls else []
    return {call.pk: nearest(coming, call) for call in calls}


def nearest(coming: list[Event], call: Call) -> list[Event]:
    """The sessions for one call, in the order in which they are offered."""
    begins = call.facts.training_begins
    fit = [event for event in coming if begins is None or event.starts_at < begins]
    own = [event for event in fit if is_of(event, call.branch_id)]
    own.sort(key=lambda event: event.branch_id != call.branch_id)
    elsewhere = [event for event in fit if event not in own and modes_for(event, call.branch)]
    elsewhere.sort(key=lambda event: Event.Mode.ONLINE not in modes_for(event, call.branch))
    at_once = {event.starts_at: event for event in reversed(elsewhere)}  # two at one hour are no choice
    return own[:MOST] + [event for event in elsewhere if at_once[event.starts_at] is event][:MOST_ELSEWHERE]


def modes_for(event: Event, branch: Branch) -> list[str]:
    """The ways in which somebody of this branch can take part.

    All of them where it is of this branch; of others, in a language of theirs, online or nearby.
    """
    if is_of(event, branch.pk):
        return event.modes
    if not set(event.languages) & set(branch.languages):
        return []
    away = branch.kilometres_to(event.branch)
    near = away is not None and away <= NEAR_KM
    return [mode for mode in event.modes if near or mode == Event.Mode.ONLINE]


def ways_from(branch: Branch, sessions: list[Event], seats: dict[tuple[int, str], Seats]) -> list[Way]:
    """Each session once per way that is open to somebody of this branch."""
    return [
        Way(event, mode, seats[event.pk, mode], elsewhere=event.branch_id != branch.pk)
        for event in sessions
        for mode in modes_for(event, branch)
    ]
