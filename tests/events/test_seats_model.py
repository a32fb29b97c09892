"""Whatever people and staff do, in any order: seats, lines, guests and wishes against a model that fits on a page."""

import contextlib
import os
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from events.actions import queue
from events.actions.guests import bring_guests
from events.actions.lives import cancel_event, change_event, reinstate_event
from events.actions.queue import settle_due
from events.actions.replies import say_answer
from events.actions.seats import SeatRefusal, accept_offer, register, withdraw
from events.actions.switch import change_way
from events.fairness import in_turn
from events.models import Event, Registration
from events.models.lines import line_of
from events.models.seats import LAST_CALL
from hub.models import Notice
from tests.cast import person
from tests.events.seats_model import GUESTS, PEOPLE, SEATS, SERVED, WAYS, Model
from tests.events.test_feeds import add
from tests.events.test_lives import details

State = Registration.State
# Longer than an offer lasts: three days and a night at most.
HOURS = 90
# How many lives are tried; `make check-calendars` tries more.
EXAMPLES = int(os.environ.get("SEAT_LIVES", "60"))
WHO, WAY = st.integers(0, PEOPLE - 1), st.sampled_from(WAYS)
ACTS = st.one_of(
    st.tuples(st.just("join"), WHO, WAY, st.integers(0, GUESTS)),
    st.tuples(st.sampled_from(["ask", "switch"]), WHO, WAY),
    st.tuples(st.sampled_from(["withdraw", "team_withdraw", "accept"]), WHO),
    st.tuples(st.just("say"), WHO, st.sampled_from(["maybe", "no"])),
    st.tuples(st.just("bring"), WHO, st.integers(0, GUESTS)),
    st.tuples(st.just("resize"), WAY, st.integers(0, 5)),
    st.tuples(st.sampled_from(["turns", "deadline"]), st.booleans()),
    st.tuples(st.sampled_from(["cancel", "reinstate", "later", "last_call"])),
)


class Real:
    """The same acts by the actions."""

    def __init__(self, cast, event, crowd, clock) -> None:
        self.cast, self.event, self.crowd, self.clock = cast, event, crowd, clock

    def act(self, action, who, **more):
        if row := Registration.objects.filter(event=self.event, person=self.crowd[who]).first():
            action(**{"actor": None, "registration_id": row.pk, "now": timezone.now(), **more})

    def join(self, who, way, guests, *, wait=True):
        facts = {"actor": self.crowd[who], "event_id": self.event.pk, "mode": way, "guests": guests}
        register(**facts, now=timezone.now(), wait=wait)

    def ask(self, who, way):
        self.join(who, way, 0, wait=False)

    def switch(self, who, way):
        self.act(change_way, who, mode=way)

    def say(self, who, said):
        say_answer(actor=self.crowd[who], event_id=self.event.pk, said=said, now=timezone.now())

    def withdraw(self, who):
        self.act(withdraw, who)

    def team_withdraw(self, who):
        self.act(withdraw, who, actor=self.cast.coordinator, as_team=True)

    def accept(self, who):
        self.act(accept_offer, who)

    def bring(self, who, guests):
        self.act(bring_guests, who, guests=guests)

    def change(self, **changed):
        self.event.refresh_from_db()
        facts = {"actor": self.cast.coordinator, "event_id": self.event.pk}
        change_event(**facts, details=details(self.event, **changed), now=timezone.now())

    def resize(self, way, seats):
        self.change(**{f"seats_{way}": seats})

    def turns(self, fair):
        self.change(turns="fair" if fair else "first")

    def deadline(self, passed):
        self.change(deadline="2026-11-01T12:00" if passed else "")

    def cancel(self):
        cancel_event(actor=self.cast.coordinator, event_id=self.event.pk, now=timezone.now())

    def reinstate(self):
        reinstate_event(actor=self.cast.coordinator, event_id=self.event.pk, now=timezone.now())

    def later(self):
        if timezone.now() < self.event.starts_at - LAST_CALL:
            self.clock.shift(timedelta(hours=HOURS))
        settle_due(now=timezone.now())

    def last_call(self):
        self.clock.move_to(max(self.event.starts_at - LAST_CALL, timezone.now()))
        settle_due(now=timezone.now())

    def seen(self):
        names = {one.pk: number for number, one in enumerate(self.crowd)}
        rows = [(names[row.person_id], row) for row in Registration.objects.filter(event=self.event).order_by("pk")]
        event = Event.objects.get(pk=self.event.pk)
        return [
            {who: row.mode for who, row in rows if row.state == State.CONFIRMED},
            {who: row.awaits for who, row in rows if row.offered_until},
            {way: [names[one.registration.person_id] for one in line_of(event, way, timezone.now())] for way in WAYS},
            {who: row.guests for who, row in rows if row.state != State.WITHDRAWN},
        ]

    def sequences(self):
        return dict(Registration.objects.filter(event=self.event).values_list("pk", "sequence"))


def expected(model):
    concerned = {*model.coming, *model.offered, *model.waiting}
    lines = {way: model.line(way) for way in WAYS}
    return [model.coming, model.offered, lines, {who: model.guests[who] for who in concerned}]


@pytest.fixture
def held(clock, cast, now):
    """Two of the crowd have had a seat at such an event."""
    crowd = [person(f"guest_{number}") for number in range(PEOPLE)]
    past = add(cast, now, start="2026-10-02T18:30", end="2026-10-02T20:30")
    for who in SERVED:
        Registration.objects.create(event=past, person=crowd[who], mode="in_person", created_at=now, modified_at=now)
    return crowd


def follow(cast, crowd, clock, now, acts):
    """Does the same in both, and compares after every act."""
    clock.move_to(now)
    hours = {"start": "2027-04-15T18:30", "end": "2027-04-15T20:30"}
    seats = {f"seats_{way}": number for way, number in SEATS.items()}
    event = add(cast, now, mode="hybrid", guests=GUESTS, **hours, **seats)
    real, model = Real(cast, event, crowd, clock), Model()
    for act, *facts in acts:
        before = real.sequences()
        with contextlib.suppress(SeatRefusal):
            getattr(real, act)(*facts)
        getattr(model, act)(*facts)
        model.settle()
        assert real.seen() == expected(model)
        after = real.sequences()
        assert all(after[key] >= sequence for key, sequence in before.items())
    offers = Notice.objects.filter(kind="event.offered", target_id__in=event.registrations.values("pk"))
    assert offers.count() == offers.values("key").distinct().count()


@pytest.mark.long
def test_seats_and_lines_do_what_the_model_does(clock, cast, now, held):
    @settings(max_examples=EXAMPLES)
    @given(st.lists(ACTS, max_size=24))
    def holds(acts):
        follow(cast, held, clock, now, acts)

    holds()


def to_whom_it_suffices(monkeypatch):
    """A party is passed by whoever comes alone."""
    monkeypatch.setattr("events.actions.queue.gathers_seats", lambda _event, _now: False)


def to_those_served(monkeypatch):
    """Fair turns the wrong way round."""
    monkeypatch.setattr("events.models.lines.in_turn", lambda rows: in_turn(rows)[::-1])


def losing_the_seat(monkeypatch):
    """Whoever wishes for the other way gives up the seat they have."""
    honest = queue.move

    def careless(row, state, now, **more):
        honest(row, State.WAITING if more.get("wish") and not more.get("until") else state, now, **{**more, "wish": ""})

    monkeypatch.setattr("events.actions.queue.move", careless)


def forgetting_the_deadline(monkeypatch):
    """Seats are given back alone at any time."""
    monkeypatch.setattr("events.actions.seats.may_act_alone", lambda _event, _now: True)


HERE = "in_person"
PLANTED = {
    to_whom_it_suffices: [("join", 0, HERE, 1), ("join", 1, HERE, 0), ("join", 2, HERE, 1), ("join", 3, HERE, 0)],
    to_those_served: [
        ("turns", True),
        ("join", 2, HERE, 1),
        ("join", 1, HERE, 0),
        ("join", 0, HERE, 0),
        ("join", 3, HERE, 0),
    ],
    forgetting_the_deadline: [("join", 1, HERE, 0), ("deadline", True)],
    losing_the_seat: [("join", 0, HERE, 0), ("join", 2, "online", 0), ("switch", 0, "online")],
}


@pytest.mark.parametrize("planted", PLANTED)
def test_the_model_finds_what_is_planted(clock, cast, now, held, monkeypatch, planted):
    acts = [*PLANTED[planted], ("withdraw", 1)]
    follow(cast, held, clock, now, acts)

    planted(monkeypatch)

    with pytest.raises(AssertionError):
        follow(cast, held, clock, now, acts)


@pytest.mark.long
def test_it_finds_a_seat_offered_to_the_tail_by_itself(clock, cast, now, held, monkeypatch):
    queryset = type(Registration.objects.all())
    honest = queryset.first_come_first
    monkeypatch.setattr(queryset, "first_come_first", lambda rows: honest(rows).reverse())

    @settings(max_examples=200, derandomize=True, phases=[Phase.generate], database=None)
    @given(st.lists(ACTS, min_size=12, max_size=24))
    def holds(acts):
        follow(cast, held, clock, now, acts)

    with pytest.raises(AssertionError):
        holds()
