"""Applying: success, every refusal, and the same thing twice."""

from datetime import timedelta

import pytest

from cms.actions.apply import apply
from cms.actions.steps import ApplicationRefusal
from cms.models import Application, Transition
from events.actions.seats import SeatRefusal
from events.models import Registration
from hub.models import Entry, Notice, Person
from tests.cast import session


def send(cast, now, answers):
    return apply(call_id=cast.call.pk, answers=answers, language="fr", flagged=False, now=now)


def test_applying_makes_a_guest_a_seat_and_a_notice(cast, now, answers):
    outcome = send(cast, now, answers())

    application = Application.objects.get()
    assert (outcome.call_id, outcome.event_id, outcome.place) == (cast.call.pk, cast.sessions[0].pk, 0)
    assert application.state == "session_chosen"
    assert application.registration.event == cast.sessions[0]
    assert not application.person.is_active
    assert [(move.before, move.after) for move in Transition.objects.order_by("pk")] == [
        ("", "received"),
        ("received", "session_chosen"),
    ]
    assert list(Notice.objects.values_list("kind", "person__email")) == [("event.registered", "elodie@mail.example")]
    assert Entry.objects.filter(verb="registration.confirmed").count() == 1


def test_no_date_makes_a_task_and_another_mail(cast, now, answers):
    send(cast, now, answers(event_id=None, mode=""))

    assert Application.objects.get().state == "received"
    assert Notice.objects.get().kind == "application.received"


def test_the_same_again_changes_nothing(cast, now, answers):
    first = send(cast, now, answers())

    second = send(cast, now + timedelta(minutes=1), answers(email=" Elodie@MAIL.example "))

    assert second == first
    assert Application.objects.count() == Registration.objects.count() == Notice.objects.count() == 1


@pytest.mark.parametrize(
    ("dated", "kinds"),
    [
        (True, ["event.registered", "event.registered"]),
        (False, ["application.change_asked", "application.received"]),
    ],
)
def test_the_same_later_sends_the_mail_that_the_page_promises_once_a_day(cast, now, answers, dated, kinds):
    asked = answers() if dated else answers(event_id=None, mode="")
    send(cast, now, asked)

    for hours in (2, 3):
        send(cast, now + timedelta(hours=hours), asked)

    assert sorted(Notice.objects.values_list("kind", flat=True)) == kinds
    assert Application.objects.count() == 1


def test_other_answers_send_the_known_address_a_link_and_say_the_same(cast, now, answers):
    send(cast, now, answers())

    outcome = send(cast, now, answers(event_id=cast.sessions[1].pk, mode="online"))

    assert outcome.event_id == cast.sessions[1].pk
    assert Registration.objects.get().event == cast.sessions[0]
    assert sorted(Notice.objects.values_list("kind", flat=True)) == ["application.change_asked", "event.registered"]


def test_an_account_with_that_address_is_left_alone(cast, now, answers):
    send(cast, now, answers(email=cast.mentor.email))

    assert Application.objects.get().person_id != cast.mentor.pk
    assert Person.objects.filter(email=cast.mentor.email).count() == 2


def test_a_session_that_is_over_is_refused_and_nothing_is_kept(cast, now, answers):
    with pytest.raises(SeatRefusal) as refused:
        send(cast, cast.sessions[1].starts_at, answers(event_id=cast.sessions[1].pk))

    assert refused.value.code == "begun"
    assert not Application.objects.exists()
    assert not Person.objects.filter(email="elodie@mail.example").exists()


def test_the_other_quota_of_a_hybrid_session_is_its_own(cast, now, answers):
    for number in range(2):
        send(cast, now, answers(email=f"{number}@mail.example", event_id=cast.sessions[1].pk))

    send(cast, now, answers(event_id=cast.sessions[1].pk, mode="online"))

    assert sorted(Registration.objects.values_list("mode", flat=True)) == ["in_person", "in_person", "online"]


def test_a_closed_call_is_refused(cast, now, answers):
    with pytest.raises(ApplicationRefusal) as refused:
        send(cast, now + timedelta(days=41), answers())

    assert refused.value.code == "closed"
    assert not Application.objects.exists()


def test_a_full_call_takes_people_on_its_waiting_list_when_they_agree(cast, now, answers):
    cast.call.total = 0
    cast.call.save()

    with pytest.raises(ApplicationRefusal) as refused:
        send(cast, now, answers())
    outcome = send(cast, now, answers(event_id=None, mode="", for_waiting_list=True))

    assert refused.value.code == "full"
    assert outcome.place == 1
    assert Application.objects.get().state == "waiting_list"


@pytest.mark.parametrize("branch", ["londres"])
def test_a_session_of_another_branch_is_refused(cast, now, answers, branch):
    elsewhere = session(cast, "2026-12-02", branch=branch)

    with pytest.raises(SeatRefusal) as refused:
        send(cast, now, answers(event_id=elsewhere.pk))

    assert refused.value.code == "unknown"
