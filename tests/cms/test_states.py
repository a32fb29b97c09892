"""The state of a call: every rule, its order, and what holds at every instant."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.models.states import TAKES_APPLICATIONS, CallFacts, CallState, call_state
from tests.cast import NOW

OPEN = CallFacts(
    cancelled=False,
    published=True,
    opens_at=NOW - timedelta(days=10),
    deadline=NOW + timedelta(days=30),
    training_begins=NOW + timedelta(days=50),
    total=16,
    accepted=4,
)
CASES = [
    (OPEN, CallState.OPEN),
    (replace(OPEN, cancelled=True, published=False), CallState.CANCELLED),
    (replace(OPEN, published=False), CallState.DRAFT),
    (replace(OPEN, opens_at=NOW + timedelta(seconds=1)), CallState.SCHEDULED),
    (replace(OPEN, opens_at=NOW), CallState.OPEN),
    (replace(OPEN, deadline=NOW), CallState.CLOSED),
    (replace(OPEN, training_begins=NOW), CallState.CLOSED),
    (replace(OPEN, accepted=16), CallState.FULL),
    (replace(OPEN, accepted=14, reserved=2), CallState.FULL),
    (replace(OPEN, accepted=16, deadline=NOW), CallState.CLOSED),
    (replace(OPEN, accepted=13), CallState.CLOSING_SOON),
    (replace(OPEN, accepted=12), CallState.OPEN),
    (replace(OPEN, deadline=NOW + timedelta(days=7)), CallState.CLOSING_SOON),
    (replace(OPEN, training_begins=None), CallState.OPEN),
]


@pytest.mark.parametrize(("facts", "expected"), CASES)
def test_first_rule_that_holds_wins(facts, expected):
    assert call_state(facts, NOW) == expected


facts = st.builds(
    CallFacts,
    cancelled=st.booleans(),
    published=st.booleans(),
    opens_at=st.datetimes(timezones=st.just(NOW.tzinfo)),
    deadline=st.datetimes(timezones=st.just(NOW.tzinfo)),
    training_begins=st.none() | st.datetimes(timezones=st.just(NOW.tzinfo)),
    total=st.integers(0, 40),
    accepted=st.integers(0, 60),
    reserved=st.integers(0, 10),
)


@given(facts=facts, now=st.datetimes(timezones=st.just(NOW.tzinfo)))
def test_an_open_form_always_has_a_reason(facts, now):
    state = call_state(facts, now)

    assert facts.seats_left >= 0
    if state in TAKES_APPLICATIONS:
        assert facts.published and not facts.cancelled and facts.opens_at <= now < facts.deadline
        assert (state == CallState.FULL) == (facts.seats_left == 0)


def sentences(facts, now):
    """Every state with the sentence of the product that makes it hold, in their order."""
    left = facts.total - facts.accepted - facts.reserved
    end = min(filter(None, (facts.deadline, facts.training_begins)))
    yield CallState.CANCELLED, facts.cancelled
    yield CallState.DRAFT, not facts.published
    yield CallState.SCHEDULED, now < facts.opens_at
    yield CallState.CLOSED, now >= end
    yield CallState.FULL, left <= 0
    yield CallState.CLOSING_SOON, facts.deadline <= now + timedelta(days=7) or left <= 3
    yield CallState.OPEN, True


@given(facts=facts, now=st.datetimes(timezones=st.just(NOW.tzinfo)))
def test_the_first_sentence_that_is_true_is_the_state_and_no_instant_has_none(facts, now):
    assert call_state(facts, now) == next(state for state, holds in sentences(facts, now) if holds)


ORDER = [CallState.SCHEDULED, CallState.OPEN, CallState.CLOSING_SOON, CallState.CLOSED]


@given(
    seats=st.integers(4, 40),
    dates=st.lists(st.datetimes(timezones=st.just(NOW.tzinfo)), min_size=3, max_size=3, unique=True),
    instants=st.lists(st.datetimes(timezones=st.just(NOW.tzinfo)), min_size=2, max_size=12),
)
def test_while_seats_do_not_move_time_alone_leads_one_way(seats, dates, instants):
    opens, deadline, begins = sorted(dates)
    call = replace(OPEN, opens_at=opens, deadline=deadline, training_begins=begins, total=seats, accepted=0)

    passed = [ORDER.index(call_state(call, instant)) for instant in sorted(instants)]

    assert passed == sorted(passed)


@given(facts=facts, now=st.datetimes(timezones=st.just(NOW.tzinfo)), more=st.integers(1, 20))
def test_a_place_taken_never_opens_what_was_shut(facts, now, more):
    order = [CallState.OPEN, CallState.CLOSING_SOON, CallState.FULL]
    before, after = call_state(facts, now), call_state(replace(facts, accepted=facts.accepted + more), now)

    assert after == before or order.index(after) > order.index(before)


@given(
    facts=facts, earlier=st.datetimes(timezones=st.just(NOW.tzinfo)), later=st.datetimes(timezones=st.just(NOW.tzinfo))
)
def test_what_has_closed_stays_closed(facts, earlier, later):
    first, last = sorted((earlier, later))

    if call_state(facts, first) == CallState.CLOSED:
        assert call_state(facts, last) == CallState.CLOSED
