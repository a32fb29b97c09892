"""Leaving a promotion against registering for its dates, and against a role that opens every room: nobody hangs."""

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone

from community.actions.leaving import leave_promotion
from community.actions.promotions import add_to_roster, remove_from_roster
from community.models import Membership, Room
from events.actions.seats import SeatRefusal, register
from events.models import Registration
from hub.actions.roles import end_role, grant_role
from hub.models import LogEvent, Role
from tests.cast import person
from tests.events.test_feeds import add

pytestmark = [pytest.mark.race]
PEOPLE = 8


@pytest.fixture
def lunch(open_house):
    """A lunch of the promotion, with its mentors, and a seat for each."""
    _base, cast = open_house
    now = timezone.now()
    people = [person(f"guest_{number}") for number in range(PEOPLE)]
    for one in people:
        add_to_roster(actor=cast.coordinator, promotion_id=cast.promotion.pk, person=one, role="mentor", now=now)
    hours = {"start": "2030-12-03T12:00", "end": "2030-12-03T14:00"}
    facts = {"promotion": cast.promotion, "audience": "promotion", "seats_in_person": PEOPLE}
    return cast, add(cast, now, **hours, **facts), people


def test_nobody_outside_holds_a_seat_of_the_promotion(lunch, together):
    cast, event, people = lunch
    # Both were asked for before either waited for a lock.
    asked = timezone.now()

    def act(number):
        who = people[number // 2]
        close_old_connections()
        try:
            if number % 2:
                leave_promotion(actor=who, promotion_id=cast.promotion.pk, erase=False, now=timezone.now())
                return "left"
            return register(actor=who, event_id=event.pk, mode="in_person", now=asked).pk
        except SeatRefusal as refusal:
            return refusal.code
        finally:
            connection.close()

    answers = together(act, 2 * PEOPLE)

    assert answers[1::2] == ["left"] * PEOPLE
    assert all(one == "closed" or isinstance(one, int) for one in answers[::2])
    assert not Membership.objects.current(timezone.now()).filter(person__in=people).exists()
    assert not Registration.objects.concerned().filter(event=event).exists()


def test_who_is_taken_off_while_a_role_opens_every_room_to_them_hangs_on_nobody(open_house, together):
    _base, cast = open_house
    # Not the first room of all: a role tells the person named between one room and the next.
    promotion = cast.other_promotion
    people = [person(f"both_{number}") for number in range(PEOPLE)]
    now = timezone.now()
    held = [
        add_to_roster(actor=cast.admin, promotion_id=promotion.pk, person=one, role="mentor", now=now).pk
        for one in people
    ]

    def act(number):
        who = number // 2
        close_old_connections()
        try:
            if number % 2:
                remove_from_roster(actor=cast.admin, membership_id=held[who], now=timezone.now())
                return "off"
            facts = {"branch": None, "kind": Role.Kind.COORDINATOR, "now": timezone.now()}
            role = grant_role(actor=cast.admin, person=people[who], **facts)
            end_role(actor=cast.admin, role_id=role.pk, now=timezone.now())
            return "ended"
        finally:
            connection.close()

    assert together(act, 2 * PEOPLE) == ["ended", "off"] * PEOPLE
    for room in Room.objects.all():
        log = LogEvent.objects.filter(topic__key=room.key).order_by("seq")
        inside = {one.target: one.kind for one in log if one.kind in {"member.add", "member.del"}}
        assert {inside[one.pk] for one in people if one.pk in inside} <= {"member.del"}, "nobody is left inside"
    assert not Room.objects.visible_to(people[0], timezone.now()).exists()
