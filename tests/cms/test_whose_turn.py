"""“Where do I stand?” says whose turn it is and by when as the team's list does, and never promises a day that has passed."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from cms.actions.apply import apply
from cms.actions.interviews import choose_interview, publish_interviews
from cms.actions.pipeline import mark_contact
from cms.actions.steps import advance, lock_application
from cms.due import due_of
from cms.links import status_path
from cms.models import Application, Interview, Letter
from hub.actions.deliver import write_message
from hub.db import write
from hub.models import Notice
from tests.cms.test_interviews import hours

PHONE = "03 53 01 00 01"


@pytest.fixture
def application(clock, cast, now, answers) -> Application:
    """Bruno, whom no date suits, applied on a Wednesday."""
    apply(call_id=cast.call.pk, answers=answers(event_id=None, mode=""), language="fr", flagged=False, now=now)
    return Application.objects.get()


def go(application, cast, *states: str):
    for state in states:
        with write():
            advance(lock_application(application.pk), state, actor=cast.coordinator, why="test", now=timezone.now())


def line(application):
    """What happens now, in words."""
    page = BeautifulSoup(Client().get(status_path(application)).content, "html.parser")
    return " ".join(page.select_one("#next").get_text(" ").replace("\xa0", " ").split())


def test_a_call_put_off_by_agreement_is_the_promise(application, cast, now):
    facts = {"actor": cast.coordinator, "application_id": application.pk, "now": now}
    mark_contact(outcome="later", call_on=date(2026, 12, 10), **facts)

    told = line(application)

    assert "C’est à nous. Nous vous appelons ou vous écrivons au plus tard le jeudi 10 décembre 2026" in told
    assert "Vous pouvez aussi choisir une date" in told


def test_after_a_silence_it_is_the_team_s_turn_and_one_may_still_choose(application, cast, clock):
    go(application, cast, "interview_proposed")
    first = line(application)
    application.refresh_from_db()
    asked = due_of(application, timezone.now()).by
    clock.shift(timedelta(days=(asked - timezone.localdate()).days + 1))
    due, told = due_of(application, timezone.now()), line(application)

    assert "C’est à vous. Choisissez quand nous nous rencontrons, au plus tard le" in first
    assert (due.whom, due.is_silence) == ("team", True)
    assert "Nous n’avons pas encore votre réponse" in told and "C’est à vous" not in told
    assert due.by > asked and f" {due.by.day} " in told.partition("au plus tard le")[2]
    assert PHONE in told and "Choisir mon entretien" in told


def test_a_team_that_is_late_promises_no_day_of_the_past_but_says_whom_to_call(application, clock):
    before = line(application)
    clock.shift(timedelta(days=9))
    told = line(application)

    assert "C’est à nous. Nous vous appelons" in before and PHONE not in before
    assert "vous auriez déjà dû avoir de nos nouvelles" in told and PHONE in told
    assert "au plus tard" not in told


def test_an_interview_that_is_over_is_not_announced_any_more(application, cast, clock):
    go(application, cast, "interview_proposed")
    publish_interviews(actor=cast.coordinator, hours=hours(cast), now=timezone.now())
    held = Interview.objects.soonest_first()[0]
    choose_interview(actor=None, application_id=application.pk, interview_id=held.pk, now=timezone.now())
    before = line(application)
    clock.move_to(held.ends_at + timedelta(minutes=5))

    assert "Vous rencontrez" in before
    assert "C’est à nous" in line(application) and "Vous rencontrez" not in line(application)


def test_a_call_before_the_session_is_told_beside_it(clock, cast, now, answers):
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    chosen = Application.objects.get()
    mark_contact(actor=cast.coordinator, application_id=chosen.pk, outcome="later", call_on=date(2026, 11, 27), now=now)

    told = line(chosen)

    assert "Vous venez à la séance" in told and "au plus tard le vendredi 27 novembre 2026" in told


def mailed(application):
    """What a letter to everybody at a step says comes next; text and HTML say the same."""
    facts = {"subject": "Une nouvelle", "words": "Nous déménageons.", "at": timezone.now(), "step": "session"}
    letter = Letter.objects.create(call=application.call, **facts)
    notice = Notice(kind="application.letter", person=application.person, target_id=application.pk)
    notice.facts = {"letter": letter.pk}
    message = write_message(notice)
    html = BeautifulSoup(message.alternatives[0].content, "html.parser").get_text(" ")
    text, shown = (" ".join(one.replace("\xa0", " ").split()) for one in (message.body, html))
    told = text.partition("Et ensuite ?")[2].partition("Une question")[0].partition("Où en")[0].strip()
    assert told.split(" http")[0] in shown
    return told


def test_a_mail_says_the_day_that_was_agreed(application, cast, now):
    facts = {"actor": cast.coordinator, "application_id": application.pk, "now": now}
    before = mailed(application)
    mark_contact(outcome="later", call_on=date(2026, 12, 10), **facts)

    assert "jeudi 26 novembre 2026" in before
    assert "jeudi 10 décembre 2026" in mailed(application) and "26 novembre" not in mailed(application)


def test_a_mail_after_a_silence_asks_for_no_answer_by_a_day_that_has_passed(application, cast, clock):
    go(application, cast, "interview_proposed")
    application.refresh_from_db()
    asked = due_of(application, timezone.now()).by
    before = mailed(application)
    clock.shift(timedelta(days=(asked - timezone.localdate()).days + 1))
    due, told = due_of(application, timezone.now()), mailed(application)

    assert "Nous attendons votre réponse" in before and "mardi 1er décembre 2026" in before
    assert "Nous attendons votre réponse" not in told and f" {due.by.day} " in told


def test_a_mail_that_comes_late_promises_no_day_of_the_past(application, clock):
    clock.shift(timedelta(days=9))

    assert "vous auriez déjà dû avoir de nos nouvelles" in mailed(application)
    assert "au plus tard" not in mailed(application)


def test_a_mail_before_an_interview_says_the_day_and_asks_for_nothing(application, cast):
    go(application, cast, "interview_proposed")
    publish_interviews(actor=cast.coordinator, hours=hours(cast), now=timezone.now())
    held = Interview.objects.soonest_first()[0]
    choose_interview(actor=None, application_id=application.pk, interview_id=held.pk, now=timezone.now())

    application.refresh_from_db()
    assert "Nous nous rencontrons le" in mailed(application)
    assert "Nous attendons votre réponse" not in mailed(application)
