"""Whoever had an hour for their interview, stepped back and takes that back: it is theirs while nobody else has it."""

from datetime import date, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.actions.apply import apply
from cms.actions.change import withdraw_application
from cms.actions.decide import Decision, decide
from cms.actions.interviews import Hours, cancel_interview, choose_interview, publish_interviews
from cms.actions.pipeline import withdraw_for
from cms.actions.steps import ApplicationRefusal, advance, lock_application
from cms.actions.undo import undo_move, undo_withdrawal
from cms.links import status_path
from cms.models import Application, Interview
from hub.actions.deliver import deliver_due
from hub.db import write
from hub.models import Person
from tests.cast import NOW, assemble

MINUTE = timedelta(minutes=1)


@pytest.fixture
def hour(clock, cast, now):
    """One hour of Monday morning."""
    facts = {"day": date(2026, 11, 30), "first": time(9), "last": time(10), "minutes": 60, "mode": "in_person"}
    facts |= {"branch": cast.branches["lille"], "host": cast.referent, "where": "1 rue du Test"}
    publish_interviews(actor=cast.coordinator, hours=Hours(**facts), now=now)
    return Interview.objects.get()


@pytest.fixture
def send(cast, answers, hour):
    """send("name"): somebody who is to choose an interview."""

    def sent(name):
        one = answers(email=f"{name}@mail.example", event_id=None, mode="")
        apply(call_id=cast.call.pk, answers=one, language="fr", flagged=False, now=timezone.now())
        application = Application.objects.get(email_key=one.email_key)
        with write():
            row = lock_application(application.pk)
            advance(row, "interview_proposed", actor=cast.coordinator, why="test", now=timezone.now())
        return application

    return sent


@pytest.fixture
def met(send, hour, clock):
    """Who has that hour, and has read their mails."""
    application = send("elodie")
    choose(application, hour)
    mails()
    clock.shift(MINUTE)
    return application


def choose(application, hour):
    choose_interview(actor=None, application_id=application.pk, interview_id=hour.pk, now=timezone.now())


def mails():
    mail.outbox.clear()
    deliver_due(now=timezone.now())
    told = ((one.to[0].split("<")[-1].split("@")[0], one.subject.replace("\xa0", " ")) for one in mail.outbox)
    return sorted(told)


def press(application, act):
    return Client().post(status_path(application, "withdraw"), {"act": act})


def words(answer):
    return " ".join(BeautifulSoup(answer.content.decode(), "html.parser").get_text(" ").replace("\xa0", " ").split())


def stand(application):
    application.refresh_from_db()
    return application.state, application.interview_id


def undo_last(cast, application):
    move = application.transitions.order_by("-pk")[0]
    return undo_move(actor=cast.coordinator, transition_id=move.pk, now=timezone.now())


def test_a_free_hour_comes_back_and_no_mail_ever_says_it_went(met, hour, clock):
    press(met, "withdraw")
    told = mails()
    offered = words(Client().get(status_path(met)))
    clock.shift(MINUTE)

    answer = press(met, "undo")
    back = mails()
    clock.shift(timedelta(hours=1))

    assert told == [("referent", "Annulé : entretien avec Élodie O’Connor")]
    assert "L’horaire de votre entretien revient s’il est encore libre" in offered
    assert (answer.status_code, stand(met)) == (302, ("interview_proposed", hour.pk))
    assert back == [("referent", "Entretien avec Élodie O’Connor")]
    assert mails() == []
    # They are still reminded, the day before.
    clock.move_to(hour.starts_at - timedelta(hours=20))
    assert mails() == [("elodie", "Rappel : votre entretien, lundi 30 novembre à 9 h")]


def test_the_mail_about_it_leaves_once_nothing_can_be_taken_back(met, clock):
    press(met, "withdraw")
    mails()
    clock.shift(10 * MINUTE)

    assert mails() == [("elodie", "Votre entretien est annulé")]
    assert "STATUS:CANCELLED" in mail.outbox[0].attachments[0].content.decode()


def test_an_hour_that_has_come_meanwhile_is_gone_as_whoever_keeps_it_was_told(met, hour, clock):
    clock.move_to(hour.starts_at - 2 * MINUTE)
    press(met, "withdraw")
    mails()
    clock.shift(5 * MINUTE)

    answer = press(met, "undo")
    clock.shift(10 * MINUTE)

    assert stand(met) == ("interview_proposed", None)
    assert "L’horaire de votre entretien n’est plus libre" in words(answer)
    assert mails() == [("elodie", "Votre entretien est annulé")]


def test_an_hour_that_went_to_another_is_said_on_the_page_and_by_mail_with_how_to_choose(met, send, hour, clock):
    other = send("bruno")
    press(met, "withdraw")
    choose(other, hour)
    mails()

    answer = press(met, "undo")
    page = BeautifulSoup(answer.content.decode(), "html.parser")
    clock.shift(10 * MINUTE)

    assert answer.status_code == 200
    assert "L’horaire de votre entretien n’est plus libre" in words(answer)
    assert page.select_one("#next a.btn")["href"] == status_path(met, "interview")
    assert (stand(met), stand(other)) == (("interview_proposed", None), ("interview_proposed", hour.pk))
    assert mails() == [("elodie", "Votre entretien est annulé")]
    assert "Choisissez une autre heure qui vous convient" in mail.outbox[0].body
    assert status_path(met, "interview") in mail.outbox[0].body


def test_an_hour_that_the_team_has_taken_back_is_gone(met, cast, hour):
    press(met, "withdraw")
    cancel_interview(actor=cast.coordinator, interview_id=hour.pk, now=timezone.now())

    answer = press(met, "undo")

    assert "L’horaire de votre entretien n’est plus libre" in words(answer)
    assert stand(met) == ("interview_proposed", None)


@pytest.mark.parametrize("way", ["withdrawn", "redirected"])
def test_what_the_team_ended_the_team_takes_back_with_the_hour(met, cast, hour, clock, way):
    facts = {"actor": cast.coordinator, "application_id": met.pk, "now": timezone.now()}
    withdraw_for(why="told us", **facts) if way == "withdrawn" else decide(decision=Decision(way, "why"), **facts)
    ended = stand(met)

    undone = undo_last(cast, met)
    clock.shift(timedelta(hours=1))

    assert (ended, stand(met), undone.left) == ((way, None), ("interview_proposed", hour.pk), [])
    assert [who for who, _subject in mails() if who == "elodie"] == []


def test_the_team_reads_that_the_hour_has_gone(met, send, cast, hour):
    other = send("bruno")
    withdraw_for(actor=cast.coordinator, application_id=met.pk, why="told us", now=timezone.now())
    choose(other, hour)

    undone = undo_last(cast, met)

    assert [line.replace("\xa0", " ") for line in undone.left] == [
        "L’horaire de l’entretien n’est plus libre : cette personne en choisit un autre."
    ]


@pytest.mark.race
def test_taken_back_and_chosen_by_another_at_once_exactly_one_has_it(transactional_db, together):
    cast = assemble()
    facts = {"branch": cast.branches["lille"], "host": cast.referent, "day": date(2026, 11, 30), "minutes": 60}
    hours = Hours(**facts, first=time(9), last=time(10), mode="in_person", where="1 rue du Test")
    publish_interviews(actor=cast.coordinator, hours=hours, now=NOW)
    interview = Interview.objects.get()
    mine, theirs = (proposed(cast, name) for name in ("mine", "theirs"))
    choose_interview(actor=None, application_id=mine.pk, interview_id=interview.pk, now=NOW)
    withdraw_application(actor=None, application_id=mine.pk, why="by link", now=NOW)

    def act(number):
        if number % 2:
            return len(undo_withdrawal(application_id=mine.pk, now=NOW + MINUTE).left)
        try:
            choose_interview(actor=None, application_id=theirs.pk, interview_id=interview.pk, now=NOW + MINUTE)
        except ApplicationRefusal as refusal:
            return refusal.code
        return "theirs"

    answers = together(act, 2)

    mine.refresh_from_db()
    assert answers in (["theirs", 1], ["taken", 0])
    assert mine.state == "interview_proposed"
    assert Application.objects.get(interview=interview) == (theirs if answers[0] == "theirs" else mine)


def proposed(cast, name):
    """Somebody who is to choose an interview, written down as such."""
    facts = {"first_name": "Nom", "last_name": "Durand", "is_active": False, "created_at": NOW}
    guest = Person.objects.create(email=f"{name}@mail.example", **facts)
    facts = {"state": "interview_proposed", "since": NOW, "over_fifty": True, "created_at": NOW, "call": cast.call}
    return Application.objects.create(person=guest, email_key=guest.email, **facts)
