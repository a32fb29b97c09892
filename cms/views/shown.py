"""Calls and sessions as pages show them: read once, said in words by templates."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from cms.models import Call, CallPage
from cms.models.calls import in_states
from cms.models.needs import Told
from cms.models.offered import Way, nearest, ways_from
from cms.models.states import TAKES_APPLICATIONS, CallState
from cms.standing import Shown, Trees
from cms.views.readings import Reading
from cms.written import languages_for
from community.models import Audience
from events.models import Event
from events.models.further import keys_of_slug, of_branches, slugs_in
from events.models.seats import Seats, count_seats
from events.policies import may_act_alone

LISTED = (CallState.OPEN, CallState.CLOSING_SOON, CallState.FULL, CallState.SCHEDULED)
NOT_YET = frozenset({CallState.FULL, CallState.SCHEDULED})
AHEAD = 24
# A kind of date, and the slug of the one branch that holds it, or nothing.
Wish = tuple[str, str]
ANY_SESSION: Wish = (Event.Kind.INFORMATION, "")


@dataclass
class ShownCall:
    """A call at an instant, with the page of the reader's language, its sessions and its training days."""

    call: Call
    page: CallPage
    now: datetime
    sessions: list[Event]
    seats: dict[tuple[int, str], Seats]
    training_days: list[Event] = field(default_factory=list)
    # Where a list of calls leads to; a page shows its own call without.
    at: Shown | None = None

    @cached_property
    def state(self) -> CallState:
        """Its state now."""
        return self.call.state(self.now)

    @property
    def url(self) -> str:
        """Where its page is read."""
        return self.at.url if self.at else self.page.url_path

    @property
    def other(self) -> str:
        """The language of that page, where it is not the reader's."""
        return self.at.other if self.at else ""

    @property
    def takes_applications(self) -> bool:
        """Whether the form is open."""
        return self.state in TAKES_APPLICATIONS

    @property
    def full(self) -> bool:
        """Whether one joins a waiting list."""
        return self.state == CallState.FULL

    @property
    def has_places(self) -> bool:
        """Whether whoever applies now can still have a place."""
        return self.takes_applications and not self.full

    @property
    def seats_left(self) -> int:
        """Places left in the promotion."""
        return self.call.facts.seats_left

    @cached_property
    def ways(self) -> list[Way]:
        """Each session once per way of taking part."""
        return ways_from(self.call.branch, self.sessions, self.seats)

    @property
    def next_session(self) -> Event | None:
        """The first session with a seat left."""
        return next((way.event for way in self.ways if way.seats.left), None)

    @cached_property
    def told_needs(self) -> list[Told]:
        """What its branch needs, as the public hears of it on that day."""
        return self.call.told_needs(timezone.localdate(self.now))

    @property
    def missing(self) -> int:
        """How many mentors are missing in its branch, by figures that are fresh."""
        return sum(one.need.missing for one in self.told_needs if not one.stale)

    @property
    def uncounted(self) -> bool:
        """Whether mentors are missing there by figures that are too old to be told."""
        return not self.missing and any(one.stale for one in self.told_needs)

    @property
    def training_dates(self) -> list[datetime]:
        """The days alone, for the formatter of dates."""
        return [event.start for event in self.training_days]


def show_all(
    reading: Reading, calls: Iterable[Call], pages: dict[int, CallPage], wishes: Iterable[Wish]
) -> tuple[list[ShownCall], dict[Wish, list[Way]]]:
    """Those of these calls that have a page, with all that pages say of them, and the next public dates for each wish;
    two queries, however many there are: one list of dates, and their seats.
    """
    now, calls, wishes = reading.now, [call for call in calls if call.pk in pages], list(wishes)
    dates = reading.dates() if calls or wishes else []
    offered = [date for date in dates if is_offered(date, now)]
    sessions = {call.pk: nearest(offered, call) for call in calls}
    wished = {wish: [date for date in dates if is_wished(date, wish, now)][:AHEAD] for wish in wishes}
    named = {date.pk: date for some in (*sessions.values(), *wished.values()) for date in some}
    seats = reading.seats(named.values()) if named else {}
    days: dict[int | None, list[Event]] = defaultdict(list)
    for date in dates:
        if date.kind == Event.Kind.TRAINING and date.promotion_id:
            days[date.promotion_id].append(date)
    shown = [ShownCall(call, pages[call.pk], now, sessions[call.pk], seats, days[call.promotion_id]) for call in calls]
    return shown, {wish: ways_of(found, seats) for wish, found in wished.items()}


def is_offered(event: Event, now: datetime) -> bool:
    """Whether one of a reading's dates is among the sessions that calls offer, as `sessions_to_offer` says."""
    return event.kind == Event.Kind.INFORMATION and event.audience == Audience.PUBLIC and may_act_alone(event, now)


def is_wished(event: Event, wish: Wish, now: datetime) -> bool:
    """Whether one of a reading's dates is what a block of dates asks for."""
    kind, branch = wish
    told = event.audience == Audience.PUBLIC and event.starts_at > now
    return told and event.kind == kind and branch in {"", event.branch.slug, *slugs_in(event)}


def ways_of(events: list[Event], seats: dict[tuple[int, str], Seats]) -> list[Way]:
    """Each event once per way of taking part."""
    return [Way(event, mode, seats[event.pk, mode]) for event in events for mode in event.modes]


def kinds_of(wishes: Iterable[Wish]) -> set[str]:
    """The kinds of date that are read for these wishes, and for the calls beside them."""
    return {Event.Kind.INFORMATION, *(kind for kind, _branch in wishes)}


def show_call(page: CallPage, now: datetime, *, as_published: bool = False) -> ShownCall:
    """One call, read afresh; or as if its page stood for all to read."""
    reading = Reading(now, own=page.call_id)
    call: Any = reading.calls()[0]
    call.published = call.published or as_published
    return show_all(reading, [call], {call.pk: page}, ())[0][0]


def show_listed(language: str, wishes: Iterable[Wish], now: datetime) -> tuple[list[ShownCall], dict[Wish, list[Way]]]:
    """The calls worth showing, each with its page in this language, or the French one, and the dates for each wish.

    Those that take people come first, and of these those where most mentors are missing.
    """
    return show_together(None, language, wishes, now)[1:]


def show_together(
    own: CallPage | None, language: str, wishes: Iterable[Wish], now: datetime
) -> tuple[ShownCall | None, list[ShownCall], dict[Wish, list[Way]]]:
    """What `show_listed` says, and before it the call of this page in any state; it asks no more for that."""
    wishes, order = list(wishes), languages_for(language)
    reading = Reading(now, kinds_of(wishes), since=now, own=own.call_id if own else 0)
    pages = sorted(reading.pages(), key=lambda page: -order.index(page.tongue))
    calls = reading.calls()
    listed = in_states(calls, now, *LISTED)
    mine = [call for call in calls if own is not None and call.pk == own.call_id]
    by_call = {page.call_id: page for page in [*pages, *([own] if own else [])]}
    shown, dates = show_all(reading, {call.pk: call for call in [*listed, *mine]}.values(), by_call, wishes)
    keys = {call.pk for call in listed}
    found = [one for one in shown if one.call.pk in keys]
    found.sort(key=lambda one: (True, 0) if one.state in NOT_YET else (False, -one.missing))
    trees = Trees(language, pages)
    for one in found:
        one.at = trees.place(one.page) if one.page is not own else None
    return next((one for one in shown if one.page is own), None), found, dates


def listed_calls(language: str, now: datetime) -> list[ShownCall]:
    """The calls alone."""
    return show_listed(language, (), now)[0]


def coming(branch: str | int, now: datetime, *kinds: str) -> list[Way]:
    """The next public dates of these kinds, of the branch with this slug or key, those open to it too, or of every branch."""
    dates = Event.objects.published().of_kind(*kinds).upcoming(now).filter(audience=Audience.PUBLIC)
    if branch:
        dates = dates.filter(of_branches([branch] if isinstance(branch, int) else keys_of_slug(branch)))
    events = list(dates.select_related("branch").soonest_first()[:AHEAD])
    seats = count_seats(events, now)
    return ways_of(events, seats)


def wish_of(block: Any) -> Wish:
    """What a block of dates asks for."""
    return block.get("kind") or Event.Kind.INFORMATION, block.get("branch") or ""


def next_dates(wishes: Iterable[Wish], now: datetime) -> dict[Wish, list[Way]]:
    """The next public dates for each wish alone."""
    wishes = list(wishes)
    return show_all(Reading(now, kinds_of(wishes)), (), {}, wishes)[1]


class Live:
    """What the blocks of a page show live; its calls and its dates are read together where it shows both, and with them
    the call that the page itself is about, `own`.
    """

    def __init__(self, page: Any, language: str, now: datetime, *, own: CallPage | None = None) -> None:
        self.page, self.language, self.now, self.own_page = page, language, now, own

    @cached_property
    def own(self) -> ShownCall:
        """The call of the page."""
        found = self.both[0] if self.has_calls and self.own_page else None
        return found or show_call(self.page, self.now)

    @property
    def blocks(self) -> Any:
        """What the page is made of."""
        return getattr(self.page, "body", ())

    @cached_property
    def wishes(self) -> set[Wish]:
        """What all the blocks of dates ask for, and what an introduction falls back on."""
        lists = {wish_of(one.value) for one in self.blocks if one.block_type == "sessions"}
        return lists | ({ANY_SESSION} if self.names_next else set())

    @cached_property
    def names_next(self) -> bool:
        """Whether an introduction says when the next session is."""
        return any(one.block_type == "intro" and one.value.get("next_session") for one in self.blocks)

    @cached_property
    def both(self) -> tuple[ShownCall | None, list[ShownCall], dict[Wish, list[Way]]]:
        """The page's own call, the others, and the dates with them."""
        return show_together(self.own_page, self.language, self.wishes, self.now)

    @property
    def calls(self) -> list[ShownCall]:
        """The calls."""
        return self.both[1]

    @property
    def has_calls(self) -> bool:
        """Whether a block of the page shows calls."""
        return self.names_next or any(one.block_type == "calls" for one in self.blocks)

    @cached_property
    def dates(self) -> dict[Wish, list[Way]]:
        """The dates for each wish; a page without calls asks for none."""
        with_calls = "both" in vars(self) or self.has_calls
        return self.both[2] if with_calls else next_dates(self.wishes, self.now)


def next_sessions(now: datetime) -> list[Way]:
    """The next public information sessions of every branch."""
    return coming("", now, Event.Kind.INFORMATION)


def next_call(shown: ShownCall, listed: Iterable[ShownCall]) -> ShownCall | None:
    """Of the calls worth showing, where somebody who came too late can go: the branch's own that has places, failing
    that its own that opens next, its waiting list, another branch's.
    """
    others = [one for one in listed if one.call.pk != shown.call.pk]
    same = [one for one in others if one.call.branch_id == shown.call.branch_id]
    early = [one for one in same if one.state == CallState.SCHEDULED and shown.state != CallState.SCHEDULED]
    early.sort(key=lambda one: one.call.opens_at)
    welcoming = [one for one in (*same, *others) if one.takes_applications]
    return next(iter([*(one for one in same if one.has_places), *early, *welcoming]), None)
