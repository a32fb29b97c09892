"""The graph of an application: only allowed moves, each with who, when and why, and each taken back for ten minutes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.actions.apply import apply
from cms.actions.change import choose_session, withdraw_application
from cms.actions.steps import ApplicationRefusal, advance, lock_application
from cms.actions.undo import undo_move
from cms.models import Application, Call, Transition
from cms.models.applications import ALLOWED, ENDED, IllegalMoveError, State
from events.actions.desk import note_attendance
from events.models import Registration
from hub.db import write
from hub.models import Entry, Notice

MINUTE = timedelta(minutes=1)


@pytest.fixture
def application(cast, now, answers) -> Application:
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    return Application.objects.get()


def go(application, to, *, actor, now):
    with write():
        return advance(lock_application(application.pk), to, actor=actor, why="test", now=now)


def test_the_graph_leads_everywhere_and_out_of_everything():
    reached, front = set(), {State.RECEIVED}
    while front:
        reached |= front
        front = {State(after) for state in front for after in ALLOWED[state]} - reached

    assert reached == set(State) == set(ALLOWED)
    assert all(State.WITHDRAWN in ALLOWED[state] for state in State if state not in ENDED)
    assert [ALLOWED[state] for state in ENDED] == [frozenset(), frozenset()]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wishes=st.lists(st.tuples(st.sampled_from(list(State)), st.booleans()), max_size=12))
def test_only_allowed_moves_are_made_and_each_is_written_down(cast, now, application, wishes):
    # As it began: the life before may have ended on the waiting list, with an offer.
    anew = {"queue_number": None, "offered_until": None, "place_kept": False}
    Application.objects.filter(pk=application.pk).update(state=State.RECEIVED, since=now, **anew)
    Transition.objects.filter(application=application).delete()
    state, at = State.RECEIVED, now

    for to, taken_back in wishes:
        at += MINUTE
        before = Application.objects.values_list("state", "since").get(pk=application.pk)
        try:
            move = go(application, to, actor=cast.coordinator, now=at)
        except ApplicationRefusal:
            assert to not in ALLOWED[state]
            continue
        assert to in ALLOWED[state]
        if taken_back and to != state:
            undo_move(actor=cast.coordinator, transition_id=move.pk, now=at + MINUTE / 2)
            assert Application.objects.values_list("state", "since").get(pk=application.pk) == before
        else:
            state = to

    steps = list(Transition.objects.filter(application=application).order_by("pk"))
    assert Application.objects.get(pk=application.pk).state == state
    assert [one.before for one in steps[1:]] == [one.after for one in steps[:-1]]
    assert all(one.actor == cast.coordinator and one.why for one in steps)


def test_the_model_itself_refuses_what_no_move_leads_to_and_a_move_without_a_reason(cast, now, application):
    move = application.transitions.latest("pk")
    for state in State:
        row = Application.objects.get(pk=application.pk)
        row.state = state
        if state not in {row.stood, *ALLOWED[row.stood]}:
            with pytest.raises(IllegalMoveError):
                row.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Transition.objects.filter(pk=move.pk).update(why="")

    assert Application.objects.get(pk=application.pk).state == application.state
    Application.objects.filter(pk=application.pk).update(state=State.WITHDRAWN)
    application.refresh_from_db()
    application.save()
    move.refresh_from_db()
    assert move.why


def test_stepping_back_is_taken_back_with_the_seat_and_the_mail(cast, now, application):
    withdraw_application(actor=cast.coordinator, application_id=application.pk, why="phoned", now=now)
    move = application.transitions.latest("pk")

    undone = undo_move(actor=cast.coordinator, transition_id=move.pk, now=now + 9 * MINUTE)

    application.refresh_from_db()
    assert (application.state, application.since, undone.left) == ("session_chosen", now, [])
    assert application.registration.state == "confirmed"
    assert application.transitions.latest("pk").undoes == move
    assert Entry.objects.filter(verb="application.moved").latest("pk").codes == {
        "before": "withdrawn",
        "after": "session_chosen",
    }


def test_too_late_by_somebody_else_twice_or_after_something_else_nothing_is_taken_back(cast, now, application):
    withdraw_application(actor=cast.coordinator, application_id=application.pk, why="phoned", now=now)
    first = application.transitions.latest("pk").pk
    refused = []

    def attempt(key, actor, at):
        with pytest.raises(ApplicationRefusal) as error:
            undo_move(actor=actor, transition_id=key, now=at)
        refused.append(error.value.code)

    attempt(first, cast.referent, now + MINUTE)
    attempt(first, cast.coordinator, now + 10 * MINUTE)
    undo_move(actor=cast.coordinator, transition_id=first, now=now + MINUTE)
    attempt(first, cast.coordinator, now + MINUTE)
    attempt(application.transitions.latest("pk").pk, cast.coordinator, now + MINUTE)

    assert refused == ["undo"] * 4


def test_a_seat_that_somebody_else_has_taken_stays_theirs_and_it_is_said(cast, now, answers, application):
    cast.sessions[0].seats_in_person = 1
    cast.sessions[0].save()
    withdraw_application(actor=cast.coordinator, application_id=application.pk, why="phoned", now=now)
    apply(call_id=cast.call.pk, answers=answers(email="b@mail.example"), language="fr", flagged=False, now=now)

    undone = undo_move(actor=cast.coordinator, transition_id=application.transitions.latest("pk").pk, now=now + MINUTE)

    application.refresh_from_db()
    assert application.state == "received"
    assert "choisissez une date" in undone.left[0]
    assert Registration.objects.filter(event=cast.sessions[0], state="confirmed").count() == 1


def test_who_applied_again_meanwhile_goes_on_with_the_new_application(cast, now, answers, application):
    withdraw_application(actor=cast.coordinator, application_id=application.pk, why="phoned", now=now)
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)

    with pytest.raises(ApplicationRefusal) as refused:
        undo_move(actor=cast.coordinator, transition_id=application.transitions.latest("pk").pk, now=now + MINUTE)

    assert refused.value.code == "again"


def test_a_place_that_was_given_meanwhile_leads_to_the_waiting_list(cast, now, answers, application):
    Call.objects.update(total=1)
    Application.objects.update(state=State.ACCEPTED)
    move = go(application, State.WITHDRAWN, actor=cast.coordinator, now=now)
    apply(call_id=cast.call.pk, answers=answers(email="b@mail.example"), language="fr", flagged=False, now=now)
    Application.objects.filter(email_key="b@mail.example").update(state=State.ACCEPTED)

    undone = undo_move(actor=cast.coordinator, transition_id=move.pk, now=now + MINUTE)

    assert undone.application.state == "waiting_list"
    assert "liste d’attente" in undone.left[0]


def test_another_date_and_a_noted_attendance_are_taken_back(cast, now, application):
    facts = {"actor": cast.coordinator, "application_id": application.pk}
    choose_session(**facts, event_id=cast.sessions[1].pk, mode="online", now=now)
    undo_move(actor=cast.coordinator, transition_id=application.transitions.latest("pk").pk, now=now + MINUTE)
    application.refresh_from_db()
    seats = dict(Registration.objects.values_list("event", "state"))
    then = cast.sessions[0].ends_at
    marks = {application.person_id: "present"}

    note_attendance(actor=cast.coordinator, event_id=cast.sessions[0].pk, marks=marks, now=then)
    came = application.transitions.latest("pk")
    undo_move(actor=cast.coordinator, transition_id=came.pk, now=then + MINUTE)

    assert seats == {cast.sessions[0].pk: "confirmed", cast.sessions[1].pk: "withdrawn"}
    assert came.after == "present"
    application.refresh_from_db()
    assert (application.state, application.registration.attendance) == ("session_chosen", "")


def test_a_mail_that_waits_is_called_back_and_one_that_left_is_told(cast, now, application):
    for state, left in (("waiting", 0), ("sent", 1)):
        Application.objects.update(state=State.INTERVIEW_DONE)
        move = go(application, State.WAITING_LIST, actor=cast.coordinator, now=now)
        notice = Notice.objects.create(
            person=application.person,
            kind="application.decided",
            target_id=application.pk,
            state=state,
            created_at=now,
            due_at=now + 10 * MINUTE,
        )

        undone = undo_move(actor=cast.coordinator, transition_id=move.pk, now=now + MINUTE)

        notice.refresh_from_db()
        assert (notice.state, len(undone.left)) == ("sent" if left else "dropped", left)
        notice.delete()
