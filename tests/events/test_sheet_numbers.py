"""The numbers of the signed sheet: by older rows and at the door, whoever comes or goes moves no other number."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.actions.desk import let_in
from events.actions.replies import say_answer
from events.actions.schedule import lock_events
from events.actions.seats import register, withdraw
from events.models import Event
from hub.db import write
from tests.cast import person
from tests.events.test_feeds import add

TEAM = "/fr/equipe/agenda/"


@pytest.fixture
def desk(clock, signed_in):
    return signed_in("coordinator")


@pytest.fixture
def event(clock, cast, now):
    return add(cast, now, title="Atelier CV", seats_in_person=2)


@pytest.mark.parametrize("before", ["asked", "waiting", "gone"])
def test_who_comes_in_by_an_older_row_stands_after_those_who_were_expected(desk, event, cast, clock, now, before):
    aubert, durand, petit = (person(name) for name in ("aubert", "durand", "petit"))
    for one in (petit, durand):
        register(actor=one, event_id=event.pk, mode="in_person", now=now)
    if before == "asked":
        say_answer(actor=aubert, event_id=event.pk, said="maybe", now=now)
    elif before == "waiting":
        register(actor=aubert, event_id=event.pk, mode="in_person", now=now, wait=True)
    else:
        Event.objects.filter(pk=event.pk).update(seats_in_person=3)
        held = register(actor=aubert, event_id=event.pk, mode="in_person", now=now)
        withdraw(actor=aubert, registration_id=held.pk, now=now)
    clock.move_to(event.starts_at + timedelta(minutes=5))
    with write():
        locked = lock_events(event.pk)[event.pk]
        let_in(actor=cast.coordinator, event=locked, person=aubert, mode="in_person", now=timezone.now())

    answer = desk.get(f"{TEAM}{event.pk}/presence/?numeros=2")

    assert [row.person for row in answer.context["registrations"]] == [durand, petit, aubert]
    assert answer.context["ticked"] == {petit.pk}


def test_a_seat_given_back_at_the_door_keeps_its_line_and_moves_no_number(desk, event, clock, now):
    durand, petit = (person(name) for name in ("durand", "petit"))
    held = register(actor=durand, event_id=event.pk, mode="in_person", now=now)
    register(actor=petit, event_id=event.pk, mode="in_person", now=now)
    clock.move_to(event.starts_at - timedelta(minutes=30))
    withdraw(actor=durand, registration_id=held.pk, now=timezone.now())

    answer = desk.get(f"{TEAM}{event.pk}/presence/?numeros=1-2")
    sheet = desk.get(f"{TEAM}{event.pk}/feuille/").content.decode()
    register(actor=durand, event_id=event.pk, mode="in_person", now=timezone.now())
    back = desk.get(f"{TEAM}{event.pk}/presence/?numeros=1").context

    assert (answer.context["ticked"], answer.context["wrong"]) == ({petit.pk}, ["1"])
    assert "<s>Durand Durand</s>" in sheet
    assert f'id="came-{durand.pk}"' not in answer.content.decode()
    assert back["ticked"] == {durand.pk}
