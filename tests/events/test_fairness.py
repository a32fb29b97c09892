"""Fair turns: a pure order with properties, and the seats, pages and mails that follow it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from community.actions.promotions import enrol
from community.models import Journey, Stage
from events.actions.guests import bring_guests
from events.actions.lives import change_event
from events.actions.seats import register, withdraw
from events.fairness import Reason, Standing, in_turn
from events.models import Event, Registration
from events.models.lines import line_of, turn_of
from hub.actions.deliver import deliver_due
from hub.db import write
from tests.cast import person
from tests.events.test_feeds import add
from tests.events.test_lives import details
from tests.events.test_queue import states

LINES = st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), max_size=12).map(
    lambda rows: [Standing(number, *row) for number, row in enumerate(rows, 1)]
)


@given(LINES, st.randoms())
def test_the_order_is_one_whoever_asks_and_in_which_order_one_looks(line, random):
    shuffled = random.sample(line, len(line))

    assert in_turn(shuffled) == in_turn(line)
    assert sorted(one.number for one in in_turn(line)) == [one.number for one in line]


@given(LINES)
def test_nobody_who_has_had_a_seat_stands_before_somebody_who_has_not_and_equals_keep_their_order(line):
    turns = in_turn(line)

    assert [one.served for one in turns] == sorted(one.served for one in turns)
    assert [one.duo for one in turns if one.served] == sorted((one.duo for one in line if one.served), reverse=True)
    for kind in {(one.served, one.duo, one.promotion) for one in line}:
        alike = [one.number for one in turns if (one.served, one.duo, one.promotion) == kind]
        assert alike == sorted(alike)
    assert {one.reason for one in turns if not one.served} <= {Reason.UNSERVED}


@given(LINES, st.booleans(), st.booleans(), st.booleans())
def test_whoever_comes_later_changes_nothing_between_the_others(line, served, duo, promotion):
    late = Standing(len(line) + 1, served, duo, promotion)

    assert [one for one in in_turn([*line, late]) if one != late] == in_turn(line)


@pytest.fixture
def crowd(cast):
    return [person(f"guest_{number}") for number in range(5)]


@pytest.fixture
def event(clock, cast, now, crowd):
    """Its only seat is taken; guest_1 had one at a workshop in spring, guest_3 in another branch and long ago."""
    facts = {"kind": "workshop", "title": "Atelier"}
    for who, day, branch in ((1, "2026-04-02", "lille"), (3, "2026-04-02", "londres"), (3, "2025-10-02", "lille")):
        held = add(cast, now, start=f"{day}T18:00", end=f"{day}T20:00", branch=branch, **facts)
        row = {"event": held, "person": crowd[who], "mode": "in_person", "attendance": "absent"}
        Registration.objects.create(**row, created_at=now, modified_at=now)
    found = add(cast, now, seats_in_person=1, guests=1, turns="fair", **facts)
    join(found, crowd[0], now)
    return found


def join(event, who, now, guests=0):
    return register(actor=who, event_id=event.pk, mode="in_person", now=now, wait=True, guests=guests)


def test_whoever_has_had_no_seat_is_offered_one_first_and_each_knows_why(event, crowd, now):
    served, fresh = join(event, crowd[1], now), join(event, crowd[3], now)
    deliver_due(now=timezone.now())
    told = {one.to[0].split("@")[0].split("<")[-1]: one.body for one in mail.outbox}
    browser = Client()
    browser.force_login(crowd[1], backend="allauth.account.auth_backends.AuthenticationBackend")
    page = browser.get(f"/fr/agenda/{event.pk}/").content.decode()

    turns = [(one.registration.pk, one.place, one.reason) for one in line_of(event, "in_person", now)]
    withdraw(actor=None, registration_id=Registration.objects.get(event=event, person=crowd[0]).pk, now=now)

    assert turns == [(fresh.pk, 1, "unserved"), (served.pk, 2, "order")]
    assert "cela compte d’abord" in told["guest_3"]
    assert "au rang 2 de la liste d’attente" in page
    assert "D’abord viennent celles et ceux" in page
    assert states(fresh, served) == ["offered", "waiting"]


def test_then_comes_the_promotion_the_event_is_for(event, cast, crowd, now):
    with write():
        enrol(actor=None, promotion=cast.promotion, person=crowd[2], role="mentor", now=now - timedelta(days=9))
    for who in (1, 2):
        held = Event.objects.get(branch=cast.branches["lille"], wall_start="2026-04-02T18:00")
        row = {"event": held, "person": crowd[who], "mode": "in_person"}
        Registration.objects.get_or_create(**row, defaults={"created_at": now, "modified_at": now})
    Event.objects.filter(pk=event.pk).update(promotion=cast.promotion)

    other, member = join(event, crowd[1], now), join(event, crowd[2], now)

    assert turn_of(member, now).reason == "promotion"
    assert [one.registration.pk for one in line_of(Event.objects.get(pk=event.pk), "in_person", now)] == [
        member.pk,
        other.pk,
    ]


def test_then_comes_whoever_accompanies_somebody_now(event, cast, crowd, now, signed_in):
    held = Event.objects.get(branch=cast.branches["lille"], wall_start="2026-04-02T18:00")
    Registration.objects.create(event=held, person=crowd[2], mode="in_person", created_at=now, modified_at=now)
    with write():
        enrol(actor=None, promotion=cast.promotion, person=crowd[2], role="mentor", now=now - timedelta(days=200))
    Event.objects.filter(pk=event.pk).update(promotion=cast.promotion)
    other, paired, fresh = (join(event, crowd[who], now) for who in (1, 2, 3))
    before = [turn.registration.pk for turn in line_of(Event.objects.get(pk=event.pk), "in_person", now)]
    Journey.objects.filter(person=crowd[2]).update(stage=Stage.DUO)
    Event.objects.filter(pk=event.pk).update(promotion=None)

    turns = line_of(Event.objects.get(pk=event.pk), "in_person", now)
    listed = signed_in("coordinator").get(f"/fr/equipe/agenda/{event.pk}/").content.decode()

    assert before == [fresh.pk, paired.pk, other.pk]
    assert [(one.registration.pk, one.reason) for one in turns] == [
        (fresh.pk, "unserved"),
        (paired.pk, "duo"),
        (other.pk, "order"),
    ]
    assert "en duo" in listed


def test_whoever_stands_before_a_party_that_gathers_seats_is_offered_one_at_once(event, cast, crowd, now):
    change_event(actor=cast.coordinator, event_id=event.pk, details=details(event, seats_in_person=2), now=now)
    first = Registration.objects.get(event=event, person=crowd[0])
    party = join(event, crowd[1], now, guests=1)

    fresh = join(event, crowd[3], now)

    assert states(first, party, fresh) == ["confirmed", "waiting", "offered"]
    assert bring_guests(actor=None, registration_id=party.pk, guests=0, now=now).state == "waiting"


def test_another_choice_takes_nothing_from_anybody(event, cast, crowd, now, signed_in):
    served, fresh = join(event, crowd[1], now), join(event, crowd[3], now)
    desk, page = signed_in("coordinator"), f"/fr/equipe/agenda/{event.pk}/"
    listed = desk.get(page).content.decode()
    withdraw(actor=None, registration_id=Registration.objects.get(event=event, person=crowd[0]).pk, now=now)

    form = {name: desk.get(page).context["form"][name].value() for name in desk.get(page).context["form"].fields}
    desk.post(page, {**form, "turns": "first"})

    assert Event.objects.get(pk=event.pk).turns == "first"
    assert states(fresh, served) == ["offered", "waiting"]
    assert "sans place depuis 12 mois" in listed
    assert "dans l’ordre des demandes" in listed
