"""Calls and sessions as pages show them: read once, said in words by templates."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from cms.models import Call, CallPage
from cms.models.calls import in_states
from cms.models.offered import Way, nearest, sessions_to_offer, ways_from
from cms.models.states import TAKES_APPLICATIONS, CallState
from cms.written import WRITTEN
from community.models import Audience
from events.models import Event
from events.models.further import keys_of_slug, of_branches, slugs_also, slugs_in
from events.models.seats import Seats, count_seats
from events.policies import may_act_alone
from hub.tags import language

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
    def has_places(self) -> bool:
        """Whether whoever applies now can still have a place."""
        return self.takes_applications and not self.full

    @property
    def seats_left(self) -> int:
        """Places left in the promotion."""
        return self.call.facts.seats_left

    @property
    def ways(self) -> list[Way]:
        """Each session once per way of taking part."""
        return ways_from(self.call.branch, self.sessions, self.seats)

    @property
    def next_session(self) -> Event | None:
        """The first session with a seat left."""
        return next((way.event for way in self.ways if way.seats.left), None)

    @property
    def missing(self) -> int:
        """How many mentors are missing in its branch."""
        return sum(need.missing for need in self.call.needs)

    @property
    def uncounted(self) -> bool:
        """Whether mentors are missing there by figures that are too old to be told."""
        return not self.missing and any(one.stale for one in self.call.told_needs)

    @property
    def training_dates(self) -> list[datetime]:
        """The days alone, for the formatter of dates."""
        return [event.start for event in self.training_days]


def show_all(
    calls: Iterable[Call], pages: dict[int, CallPage], wishes: Iterable[Wish], now: datetime
) -> tuple[list[ShownCall], dict[Wish, list[Way]]]:
    """Calls from `with_facts()` and `with_need()` with all that pages say of them, and the next public dates for each
    wish; two queries, however many there are: one list of events, and their seats.
    """
    calls, wishes = [call for call in calls if call.pk in pages], list(wishes)
    events = events_for(calls, wishes, now)
    coming = [event for event in events if is_offered(event, now)]
    sessions = {call.pk: nearest(coming, call) for call in calls}
    wished = {wish: [event for event in events if is_wished(event, wish, now)][:AHEAD] for wish in wishes}
    named = {event.pk: event for events in (*sessions.values(), *wished.values()) for event in events}
    seats = count_seats(named.values(), now)
    days = [event for event in events if event.kind == Event.Kind.TRAINING]
    shown = [
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
    return shown, {wish: ways_of(events, seats) for wish, events in wished.items()}


def events_for(calls: list[Call], wishes: list[Wish], now: datetime) -> list[Event]:
    """What these calls and wishes may show, the soonest first."""
    asked = [Q(kind=kind) & (of_branches(keys_of_slug(branch)) if branch else Q()) for kind, branch in wishes]
    rows = (
        [Event.objects.published().upcoming(now).filter(reduce(or_, asked), audience=Audience.PUBLIC)] if asked else []
    )
    if calls:
        trainings = Event.objects.published().of_kind(Event.Kind.TRAINING)
        rows += [sessions_to_offer(now), trainings.filter(promotion__in={call.promotion_id for call in calls})]
    if not rows:
        return []
    return list(
        reduce(or_, rows).select_related("branch").with_further().annotate(also_of=slugs_also()).soonest_first()
    )


def is_offered(event: Event, now: datetime) -> bool:
    """Whether one of `events_for` is among the sessions that calls offer, as `sessions_to_offer` says."""
    return event.kind == Event.Kind.INFORMATION and event.audience == Audience.PUBLIC and may_act_alone(event, now)


def is_wished(event: Event, wish: Wish, now: datetime) -> bool:
    """Whether one of `events_for` is what a block of dates asks for."""
    kind, branch = wish
    told = event.audience == Audience.PUBLIC and event.starts_at > now
    return told and event.kind == kind and branch in {"", event.branch.slug, *slugs_in(event)}


def ways_of(events: list[Event], seats: dict[tuple[int, str], Seats]) -> list[Way]:
    """Each event once per way of taking part."""
    return [Way(event, mode, seats[event.pk, mode]) for event in events for mode in event.modes]


def show_calls(calls: Iterable[Call], pages: dict[int, CallPage], now: datetime) -> list[ShownCall]:
    """The calls alone."""
    return show_all(calls, pages, (), now)[0]


def show_call(page: CallPage, now: datetime, *, as_published: bool = False) -> ShownCall:
    """One call, read afresh; or as if its page stood for all to read."""
    call: Any = Call.objects.with_need(timezone.localdate(now)).with_facts().with_referent(now).get(pk=page.call_id)
    call.published = call.published or as_published
    return show_calls([call], {call.pk: page}, now)[0]


def page_for(call_id: int) -> CallPage:
    """The call's page in the reader's language, failing that the French one; raises Http404."""
    pages = list(CallPage.objects.live().filter(call=call_id).select_related("locale").order_by("-pk"))
    wanted = [language(), settings.LANGUAGE_CODE]
    spoken = sorted(
        (one for one in pages if one.locale.language_code in wanted),
        key=lambda one: wanted.index(one.locale.language_code),
    )
    if not spoken:
        raise Http404
    return spoken[0]


def show_listed(language: str, wishes: Iterable[Wish], now: datetime) -> tuple[list[ShownCall], dict[Wish, list[Way]]]:
    """The calls worth showing, each with its page in this language, or the French one, and the dates for each wish.

    Those that take people come first, and of these those where most mentors are missing.
    """
    return show_together(None, language, wishes, now)[1:]


def show_together(
    own: CallPage | None, language: str, wishes: Iterable[Wish], now: datetime
) -> tuple[ShownCall | None, list[ShownCall], dict[Wish, list[Way]]]:
    """What `show_listed` says, and before it the call of this page in any state; it asks no more for that."""
    rows = CallPage.objects.live().filter(WRITTEN, locale__language_code__in={language, "fr"}).order_by("pk")
    pages = sorted(rows, key=lambda page: page.url_path.startswith(f"/{language}/"))
    every = Call.objects.with_need(timezone.localdate(now)).with_facts()
    calls = list(every.with_referent(now) if own else every)
    listed = in_states(calls, now, *LISTED)
    mine = [call for call in calls if own is not None and call.pk == own.call_id]
    by_call = {page.call_id: page for page in [*pages, *([own] if own else [])]}
    shown, dates = show_all({call.pk: call for call in [*listed, *mine]}.values(), by_call, wishes, now)
    keys = {call.pk for call in listed}
    found = [one for one in shown if one.call.pk in keys]
    found.sort(key=lambda one: (True, 0) if one.state in NOT_YET else (False, -one.missing))
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
    return show_all((), {}, wishes, now)[1]


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
