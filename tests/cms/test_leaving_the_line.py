"""Whom the team leads on without the session they waited for leaves its list; taken back, they wait there again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.actions.decide import Decision, decide
from cms.actions.pipeline import choose_for, move_on, withdraw_for
from cms.actions.steps import ApplicationRefusal
from cms.actions.undo import undo_move
from events.models import Registration
from hub.actions.deliver import deliver_due
from hub.models import Notice
from tests.cms.waiting import give_back, of

WAYS = ("interview_proposed", "redirected", "waiting_list", "withdrawn", "session_chosen")


def lead(cast, application, to):
    facts = {"actor": cast.coordinator, "application_id": application.pk, "now": timezone.now()}
    if to == "interview_proposed":
        return move_on(to=to, **facts)
    if to == "withdrawn":
        return withdraw_for(why="told us", **facts)
    if to == "session_chosen":
        return choose_for(event_id=cast.sessions[0].pk, mode="in_person", **facts)
    return decide(decision=Decision(to, "why"), **facts)


def undo(cast, application):
    last = application.transitions.order_by("-pk")[0]
    return undo_move(actor=cast.coordinator, transition_id=last.pk, now=timezone.now())


def stand(name):
    one = of(name)
    return one.state, one.registration.state


def place(application):
    return Registration.objects.get(pk=application.registration_id).state


@pytest.mark.parametrize("to", WAYS)
def test_a_seat_is_offered_to_the_next_and_never_kept_for_who_went_on(cast, send, two, to):
    send("third")
    lead(cast, two[1], to)

    give_back(two[0])

    assert (of("second").state, place(two[1])) == (to, "withdrawn")
    assert stand("third") == ("received", "offered")
    assert Notice.objects.filter(person=two[1].person, kind="event.offered").count() == 0


def test_whoever_is_offered_a_seat_passes_it_on_when_they_go_on(cast, send, two):
    send("third")
    give_back(two[0])
    before = stand("second")

    lead(cast, two[1], "interview_proposed")

    assert before == ("received", "offered")
    assert (stand("second"), stand("third")) == (("interview_proposed", "withdrawn"), ("received", "offered"))


@pytest.mark.parametrize("to", WAYS)
def test_taken_back_they_wait_again_at_the_end(cast, send, two, clock, to):
    send("third")
    lead(cast, two[1], to)
    clock.shift(timedelta(minutes=1))

    undone = undo(cast, two[1])

    assert (stand("second"), undone.left) == (("received", "waiting"), [])
    queue = Registration.objects.filter(state="waiting").order_by("queue_number")
    assert [one.pk for one in queue] == [of("third").registration_id, two[1].registration_id]


@pytest.mark.parametrize("to", WAYS)
def test_taken_back_once_a_seat_is_free_they_have_it_and_are_told(cast, two, clock, to):
    lead(cast, two[1], to)
    give_back(two[0])
    deliver_due(now=timezone.now())
    clock.shift(timedelta(minutes=1))

    undo(cast, two[1])

    assert stand("second") == ("session_chosen", "confirmed")
    waits = Notice.objects.filter(person=two[1].person, state=Notice.State.WAITING).order_by("pk")
    assert "event.registered" in [one.kind for one in waits]


def test_a_move_that_is_refused_leaves_the_place_on_the_list(cast, two):
    with pytest.raises(ApplicationRefusal) as refused:
        lead(cast, two[1], "accepted")

    assert refused.value.code == "move"
    assert stand("second") == ("received", "waiting")
