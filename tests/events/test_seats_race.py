"""Seats under pressure: everybody at once, nobody twice, the list in the order of the commits, each seat offered once."""

import os
import threading

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone

from events.actions.guests import bring_guests
from events.actions.seats import SeatRefusal, register, withdraw
from events.actions.switch import change_way
from events.models import Registration
from events.models.seats import count_seats
from hub.line import AT_ONCE
from tests.cast import person
from tests.events.test_feeds import add

pytestmark = [pytest.mark.race]
# How many come at once; `make check-calendars` brings 200.
PEOPLE, SEATS = int(os.environ.get("SEAT_CROWD", "40")), 10
HOURS = {"start": "2030-12-03T18:30", "end": "2030-12-03T20:30"}
State = Registration.State
# A server lets so many in at once, and has the others wait before they ask for a connection: two hundred threads at the
# pool's door would find out how long it waits, not who gets a seat.
LINE = threading.Semaphore(AT_ONCE)


@pytest.fixture
def people(open_house):
    _base, cast = open_house
    return cast, [person(f"guest_{number}") for number in range(PEOPLE)]


@pytest.fixture
def crowd(people):
    cast, everybody = people
    return add(cast, timezone.now(), **HOURS, seats_in_person=SEATS), everybody


def alone(act):
    """An act in a thread of its own, which leaves no connection behind; what it answers, or the code of its refusal."""
    with LINE:
        close_old_connections()
        try:
            return act()
        except SeatRefusal as refusal:
            return refusal.code
        finally:
            connection.close()


def join(event, who, **more):
    facts = {"mode": "in_person", "wait": True, "now": timezone.now(), **more}
    return register(actor=who, event_id=event.pk, **facts)


def test_everybody_at_once_fills_the_seats_exactly_and_the_others_wait_in_order(crowd, together):
    event, people = crowd

    together(lambda number: alone(lambda: join(event, people[number])), PEOPLE)

    rows = list(Registration.objects.filter(event=event).order_by("pk"))
    waiting = [one.queue_number for one in rows if one.state == State.WAITING]
    assert len(rows) == PEOPLE
    assert sum(one.state == State.CONFIRMED for one in rows) == SEATS
    # Rows are written under the lock of their event, so their keys rise in the order of the commits.
    assert [one.state for one in rows[:SEATS]] == [State.CONFIRMED] * SEATS
    assert waiting == list(range(1, PEOPLE - SEATS + 1))


def test_seats_given_back_at_once_are_offered_to_the_first_ones_each_once(crowd, together):
    event, people = crowd
    held = [join(event, one) for one in people]

    together(
        lambda number: alone(lambda: withdraw(actor=None, registration_id=held[number].pk, now=timezone.now())), SEATS
    )

    offered = Registration.objects.filter(event=event, state=State.OFFERED).order_by("queue_number")
    assert [one.pk for one in offered] == [one.pk for one in held[SEATS : 2 * SEATS]]
    assert Registration.objects.filter(event=event).holding().count() == SEATS


def test_parties_at_once_never_take_a_seat_too_many_and_the_order_is_that_of_the_commits(people, together):
    cast, everybody = people
    event = add(cast, timezone.now(), **HOURS, seats_in_person=SEATS, guests=2)

    together(lambda number: alone(lambda: join(event, everybody[number], guests=number % 3)), PEOPLE)

    rows = list(Registration.objects.filter(event=event).order_by("pk"))
    waiting = [one for one in rows if one.state == State.WAITING]
    left, coming = SEATS, []
    for one in rows:
        if one.party > left:
            break
        coming.append(one)
        left -= one.party
    assert len(rows) == PEOPLE
    assert [one for one in rows if one.state == State.CONFIRMED] == coming
    assert [one.queue_number for one in waiting] == list(range(1, len(waiting) + 1))
    together(
        lambda number: alone(
            lambda: bring_guests(actor=None, registration_id=coming[number].pk, guests=0, now=timezone.now())
        ),
        len(coming),
    )
    seats = count_seats([event], timezone.now())[event.pk, "in_person"]
    assert seats.taken <= SEATS
    offered = Registration.objects.filter(event=event, state=State.OFFERED).order_by("queue_number")
    assert list(offered) == waiting[: len(offered)]


def test_who_changes_over_and_who_comes_never_share_a_seat(people, together):
    cast, everybody = people
    event = add(cast, timezone.now(), **HOURS, mode="hybrid", seats_in_person=SEATS, seats_online=SEATS // 2)
    held = [join(event, one) for one in everybody[:SEATS]]

    def act(number):
        if number < SEATS:
            facts = {"registration_id": held[number].pk, "mode": "online", "now": timezone.now()}
            return alone(lambda: change_way(actor=None, **facts))
        way = "online" if number % 2 else "in_person"
        return alone(lambda: join(event, everybody[number], mode=way))

    together(act, PEOPLE)

    seats = count_seats([event], timezone.now())
    rows = Registration.objects.filter(event=event)
    assert all(one.taken <= one.total for one in seats.values())
    assert sum(one.left for one in seats.values()) == 0
    # Whoever had a seat has one: here, or there.
    assert rows.filter(pk__in=[one.pk for one in held], state=State.CONFIRMED).count() == SEATS
    for mode in event.modes:
        numbers = [
            one.queue_number for one in rows.in_line_for(mode).exclude(queue_number=None).order_by("queue_number")
        ]
        assert len(numbers) == len(set(numbers))
