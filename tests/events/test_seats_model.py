"""Whatever people and staff do, in any order: the seats and the waiting list against a model that fits on a page."""

import contextlib
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from events.actions.lives import cancel_event, reinstate_event
from events.actions.queue import settle_due
from events.actions.seats import SeatRefusal, accept_offer, register, withdraw
from events.models import Registration
from hub.models import Notice
from tests.cast import person
from tests.events.test_feeds import add
from tests.events.test_queue import resize

State = Registration.State
# An offer lasts three days and a night at most.
PEOPLE, SEATS, HOURS = 5, 2, 90
ACTS = st.one_of(
    st.tuples(st.sampled_from(["join", "ask", "withdraw", "accept"]), st.integers(0, PEOPLE - 1)),
    st.tuples(st.just("resize"), st.integers(0, 4)),
    st.tuples(st.sampled_from(["cancel", "reinstate", "later"]), st.just(0)),
)


class Model:
    """What should be so: who has a seat, whom one is offered, who waits."""

    def __init__(self) -> None:
        self.seats, self.coming, self.offered, self.queue, self.on = SEATS, set(), [], [], True

    def settle(self):
        while self.on and self.queue and len(self.coming) + len(self.offered) < self.seats:
            self.offered.append(self.queue.pop(0))

    def leave(self, who):
        self.coming.discard(who)
        self.offered = [one for one in self.offered if one != who]
        self.queue = [one for one in self.queue if one != who]

    def join(self, who):
        if not self.on or who in self.coming or who in self.queue:
            return
        if who in self.offered or len(self.coming) + len(self.offered) < self.seats:
            self.leave(who)
            self.coming.add(who)
        else:
            self.queue.append(who)

    def ask(self, who):
        if self.on and (who in self.offered or len(self.coming) + len(self.offered) < self.seats):
            self.leave(who)
            self.coming.add(who)

    def withdraw(self, who):
        self.leave(who)

    def accept(self, who):
        if self.on and who in self.offered:
            self.leave(who)
            self.coming.add(who)

    def resize(self, seats):
        self.seats = seats

    def cancel(self, _zero):
        self.on, self.queue, self.offered = False, self.offered + self.queue, []

    def reinstate(self, _zero):
        self.on = True

    def later(self, _zero):
        self.offered = []


class Real:
    """The same acts by the actions."""

    def __init__(self, cast, event, crowd, clock) -> None:
        self.cast, self.event, self.crowd, self.clock = cast, event, crowd, clock

    def row(self, who):
        return Registration.objects.filter(event=self.event, person=self.crowd[who]).first()

    def join(self, who, *, wait=True):
        register(actor=self.crowd[who], event_id=self.event.pk, mode="in_person", now=timezone.now(), wait=wait)

    def ask(self, who):
        self.join(who, wait=False)

    def withdraw(self, who):
        if row := self.row(who):
            withdraw(actor=self.crowd[who], registration_id=row.pk, now=timezone.now())

    def accept(self, who):
        if row := self.row(who):
            accept_offer(actor=None, registration_id=row.pk, now=timezone.now())

    def resize(self, seats):
        resize(self.cast, self.event, timezone.now(), seats)

    def cancel(self, _zero):
        cancel_event(actor=self.cast.coordinator, event_id=self.event.pk, now=timezone.now())

    def reinstate(self, _zero):
        reinstate_event(actor=self.cast.coordinator, event_id=self.event.pk, now=timezone.now())

    def later(self, _zero):
        self.clock.shift(timedelta(hours=HOURS))
        settle_due(now=timezone.now())

    def seen(self):
        rows = list(Registration.objects.filter(event=self.event).select_related("person").order_by("queue_number"))
        names = {one.pk: number for number, one in enumerate(self.crowd)}
        return [
            {names[row.person_id] for row in rows if row.state == State.CONFIRMED},
            [names[row.person_id] for row in rows if row.state == State.OFFERED],
            [names[row.person_id] for row in rows if row.state == State.WAITING],
        ]


def test_seats_and_waiting_list_do_what_the_model_does(clock, cast, now):
    crowd = [person(f"guest_{number}") for number in range(PEOPLE)]

    @settings(max_examples=60)
    @given(st.lists(ACTS, max_size=25))
    def holds(acts):
        clock.move_to(now)
        event = add(cast, now, start="2028-12-03T18:30", end="2028-12-03T20:30", seats_in_person=SEATS)
        real, model = Real(cast, event, crowd, clock), Model()
        for act, number in acts:
            sequences = dict(Registration.objects.filter(event=event).values_list("pk", "sequence"))
            with contextlib.suppress(SeatRefusal):
                getattr(real, act)(number)
            getattr(model, act)(number)
            model.settle()
            assert real.seen() == [model.coming, model.offered, model.queue]
            after = dict(Registration.objects.filter(event=event).values_list("pk", "sequence"))
            assert all(after[key] >= sequence for key, sequence in sequences.items())
        offers = Notice.objects.filter(kind="event.offered", target_id__in=event.registrations.values("pk"))
        assert offers.count() == offers.values("key").distinct().count()

    holds()


def test_the_model_finds_a_seat_offered_to_the_tail(clock, cast, now, monkeypatch):
    crowd = [person(f"guest_{number}") for number in range(PEOPLE)]
    event = add(cast, now, start="2028-12-03T18:30", end="2028-12-03T20:30", seats_in_person=1)
    real, model = Real(cast, event, crowd, clock), Model()
    queryset = type(Registration.objects.all())
    honest = queryset.first_come_first
    monkeypatch.setattr(queryset, "first_come_first", lambda rows: honest(rows).reverse())

    for who in range(3):
        real.join(who)
        model.join(who)
    real.withdraw(0)
    model.withdraw(0)
    model.settle()

    with pytest.raises(AssertionError):
        assert real.seen() == [model.coming, model.offered, model.queue]
