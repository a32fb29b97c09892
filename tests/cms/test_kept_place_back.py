"""Whoever had a place of a full call, stepped back and takes that back: it is theirs while nobody has it, else they wait."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from cms.actions.apply import apply
from cms.actions.change import withdraw_application
from cms.actions.pipeline import withdraw_for
from cms.actions.places import take_place
from cms.actions.steps import advance, lock_application
from cms.actions.undo import undo_move, undo_withdrawal
from cms.models import Application
from hub.db import write

MINUTE = timedelta(minutes=1)
WAY = ("session_chosen", "present", "interview_proposed", "interview_done", "accepted")
MINE = "Your place has been given meanwhile: you are on the waiting list."


@pytest.fixture
def send(clock, cast, now, answers):
    cast.call.total = 1
    cast.call.save()

    def sent(name):
        one = answers(email=f"{name}@mail.example", event_id=None, mode="", for_waiting_list=True)
        apply(call_id=cast.call.pk, answers=one, language="en", flagged=False, now=now)
        return Application.objects.get(email_key=one.email_key)

    return sent


@pytest.fixture
def accepted(send, cast, now):
    """Who has the one place."""
    application = send("first")
    for state in WAY:
        with write():
            advance(lock_application(application.pk), state, actor=cast.coordinator, why="test", now=now)
    return application


def leave(application, at):
    withdraw_application(actor=None, application_id=application.pk, why="by link", now=at)


def stand(application):
    application.refresh_from_db()
    return application.state, application.place_kept, application.offered_until is not None


@pytest.fixture
def kept(accepted, send, now):
    """Who was offered the place, and took it: it is kept for them on their way."""
    application = send("second")
    leave(accepted, now)
    take_place(actor=None, application_id=application.pk, now=now + MINUTE)
    return application


def test_a_kept_place_that_nobody_has_is_kept_again(kept, now):
    before = stand(kept)
    leave(kept, now + 2 * MINUTE)

    undone = undo_withdrawal(application_id=kept.pk, now=now + 3 * MINUTE)

    assert stand(kept) == before == ("received", True, False)
    assert undone.left == []


def test_a_kept_place_that_was_offered_to_the_next_is_theirs_and_said_so(kept, send, now):
    third = send("third")
    leave(kept, now + 2 * MINUTE)

    with override("en"):
        undone = undo_withdrawal(application_id=kept.pk, now=now + 3 * MINUTE)

    assert (stand(kept), stand(third)) == (("waiting_list", False, False), ("waiting_list", False, True))
    assert undone.left == [MINE]
    assert kept.queue_number < third.queue_number


def test_the_team_takes_it_back_the_same_way(kept, cast, now):
    withdraw_for(actor=cast.coordinator, application_id=kept.pk, why="told us", now=now + 2 * MINUTE)
    move = kept.transitions.order_by("-pk")[0]

    undo_move(actor=cast.coordinator, transition_id=move.pk, now=now + 3 * MINUTE)

    assert stand(kept) == ("received", True, False)


def test_whoever_had_none_gets_none_by_taking_back(send, now):
    application = send("first")
    leave(application, now)

    undo_withdrawal(application_id=application.pk, now=now + MINUTE)

    assert stand(application) == ("received", False, False)


def test_who_was_accepted_reads_of_their_own_place(accepted, send, now):
    send("second")
    leave(accepted, now)

    with override("en"):
        undone = undo_withdrawal(application_id=accepted.pk, now=now + MINUTE)

    assert (stand(accepted)[0], undone.left) == ("waiting_list", [MINE])
