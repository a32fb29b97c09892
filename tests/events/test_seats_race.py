"""Seats under pressure: everybody at once, nobody twice, the list in the order of the commits, each seat offered once."""

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone

from events.actions.seats import register, withdraw
from events.models import Registration
from tests.cast import person
from tests.events.test_feeds import add

pytestmark = [pytest.mark.race]
PEOPLE, SEATS = 40, 10
State = Registration.State


@pytest.fixture
def crowd(open_house):
    _base, cast = open_house
    event = add(cast, timezone.now(), start="2030-12-03T18:30", end="2030-12-03T20:30", seats_in_person=SEATS)
    return event, [person(f"guest_{number}") for number in range(PEOPLE)]


def alone(act):
    """An act in a thread of its own, which leaves no connection behind."""
    close_old_connections()
    try:
        return act()
    finally:
        connection.close()


def test_everybody_at_once_fills_the_seats_exactly_and_the_others_wait_in_order(crowd, together):
    event, people = crowd

    def join(number):
        return alone(
            lambda: register(actor=people[number], event_id=event.pk, mode="in_person", now=timezone.now(), wait=True)
        )

    together(join, PEOPLE)

    rows = list(Registration.objects.filter(event=event).order_by("pk"))
    waiting = [one.queue_number for one in rows if one.state == State.WAITING]
    assert len(rows) == PEOPLE
    assert sum(one.state == State.CONFIRMED for one in rows) == SEATS
    # Rows are written under the lock of their event, so their keys rise in the order of the commits.
    assert [one.state for one in rows[:SEATS]] == [State.CONFIRMED] * SEATS
    assert waiting == list(range(1, PEOPLE - SEATS + 1))


def test_seats_given_back_at_once_are_offered_to_the_first_ones_each_once(crowd, together):
    event, people = crowd
    held = [register(actor=one, event_id=event.pk, mode="in_person", now=timezone.now(), wait=True) for one in people]

    together(
        lambda number: alone(lambda: withdraw(actor=None, registration_id=held[number].pk, now=timezone.now())), SEATS
    )

    offered = Registration.objects.filter(event=event, state=State.OFFERED).order_by("queue_number")
    assert [one.pk for one in offered] == [one.pk for one in held[SEATS : 2 * SEATS]]
    assert Registration.objects.filter(event=event).holding().count() == SEATS
