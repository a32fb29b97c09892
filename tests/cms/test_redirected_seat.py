"""Whom the team proposes another way has no seat at the session any more: it goes to the next, and comes back in time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.actions.decide import Decision, decide
from cms.actions.undo import undo_move
from hub.actions.deliver import deliver_due
from hub.models import Notice
from tests.cms.waiting import of


def stand(name):
    one = of(name)
    return one.state, one.registration.state


@pytest.fixture
def redirect(cast, clock):
    def redirected(application):
        facts = {"actor": cast.coordinator, "application_id": application.pk, "now": timezone.now()}
        decide(decision=Decision("redirected", "why"), **facts)
        clock.shift(timedelta(minutes=1))
        return application.transitions.order_by("-pk")[0]

    return redirected


def told(person):
    deliver_due(now=timezone.now())
    sent = Notice.objects.filter(person=person, state=Notice.State.SENT)
    return list(sent.order_by("pk").values_list("kind", flat=True))


def test_the_seat_is_offered_to_the_next_and_the_mails_leave_together(two, redirect, clock):
    told(two[0].person)
    redirect(two[0])
    at_once = told(two[0].person)
    clock.shift(timedelta(minutes=10))

    assert (stand("first"), stand("second")) == (("redirected", "withdrawn"), ("received", "offered"))
    assert at_once == ["event.registered"]
    assert sorted(told(two[0].person)) == ["application.decided", "event.registered", "event.withdrawn"]


def test_taken_back_a_seat_that_nobody_has_is_theirs_without_a_mail(cast, send, redirect, clock):
    send("first")
    told(of("first").person)
    clock.shift(timedelta(minutes=1))
    move = redirect(of("first"))

    undone = undo_move(actor=cast.coordinator, transition_id=move.pk, now=timezone.now())
    clock.shift(timedelta(hours=1))

    assert (stand("first"), undone.left) == (("session_chosen", "confirmed"), [])
    assert told(of("first").person) == ["event.registered"]


def test_taken_back_once_it_has_gone_the_team_is_told(cast, two, redirect):
    move = redirect(two[0])

    undone = undo_move(actor=cast.coordinator, transition_id=move.pk, now=timezone.now())

    assert (of("first").state, stand("second")) == ("received", ("received", "offered"))
    assert ["choisissez une date" in line for line in undone.left] == [True]


def test_a_seat_that_does_not_come_back_leaves_their_calendar_all_the_same(cast, two, redirect, clock):
    told(two[0].person)
    move = redirect(two[0])
    undo_move(actor=cast.coordinator, transition_id=move.pk, now=timezone.now())
    clock.shift(timedelta(minutes=10))

    assert told(two[0].person) == ["event.registered", "event.withdrawn"]
