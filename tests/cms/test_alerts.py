"""“Tell me”: confirmed by a press, told once, erased; the same answer for everybody."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.actions.alerts import forget_alerts, tell_alerts
from cms.actions.apply import apply
from cms.actions.cancelled import tell_of_cancelled
from cms.links import alert_path, status_path
from cms.models import Alert, Application, CallPage
from hub.actions.deliver import deliver_due
from hub.anonymous import stamp
from hub.models import Notice, Person

WHERE = "/fr/me-prevenir/lille/"


@pytest.fixture(autouse=True)
def closed(cast, clock, now):
    cast.call.deadline = now - timedelta(hours=1)
    cast.call.save()
    return cast.call


def ask(email="odile@mail.example", **more: str):
    facts = {"stamp": stamp("alert:lille"), "email": email, **more}
    return Client().post(WHERE, facts, follow=True)


def mails():
    deliver_due(now=timezone.now())
    sent, mail.outbox[:] = list(mail.outbox), []
    return sent


def reopen(call):
    call.deadline = timezone.now() + timedelta(days=30)
    call.save()


def test_one_press_in_the_mail_one_mail_when_it_opens_and_one_press_to_be_gone(closed, clock):
    before = Person.objects.count()
    answer = ask()
    (asked,) = mails()
    path = alert_path(Alert.objects.get())
    shown = Client().get(path).content.decode()
    waiting = Alert.objects.get().confirmed_at
    early = tell_alerts(now=timezone.now())
    pressed = [Client().post(path, {"act": "confirm"}).status_code for _ in range(2)]
    still_shut = tell_alerts(now=timezone.now())
    reopen(closed)
    told = [tell_alerts(now=timezone.now()) for _ in range(2)]
    (opened,) = mails()
    gone = Client().post(path, {"act": "stop"}, follow=True).content.decode()

    assert "Regardez dans vos e-mails" in answer.content.decode()
    assert answer.client.cookies == {}
    assert path in asked.body and path in asked.alternatives[0].content
    assert "Oui, prévenez-moi" in shown
    assert (waiting, early, still_shut, pressed, told) == (None, 0, 0, [302, 302], [1, 0])
    assert opened.subject == "Le Banc cherche des mentors à Lille"
    assert f"/fr/candidature/{closed.pk}/" in opened.body and path in opened.body
    assert "03\xa053\xa001\xa000\xa001" in opened.body
    assert "Votre adresse est effacée" in gone
    assert (Alert.objects.count(), Person.objects.count()) == (0, before)


def test_a_dutch_reader_is_told_of_a_call_that_is_only_in_french_and_the_link_opens_it(closed, clock):
    CallPage.objects.get(locale__language_code="nl").unpublish()
    Client().post("/nl/me-prevenir/lille/", {"stamp": stamp("alert:lille"), "email": "odile@mail.example"})
    mails()
    Client().post(alert_path(Alert.objects.get()), {"act": "confirm"})
    reopen(closed)

    told = tell_alerts(now=timezone.now())
    (opened,) = mails()
    link = f"/nl/candidature/{closed.pk}/"
    answer = Client().get(link, follow=True)

    assert told == 1 and link in opened.body
    assert [answer.status_code, answer.redirect_chain] == [200, [("/nl/devenir-mentor/lille/", 302)]]
    assert (answer["Content-Language"], '<div class="w" lang="nl">' in answer.content.decode()) == ("fr", True)
    assert 'name="email"' in answer.content.decode()


def test_whoever_does_not_press_is_never_told_and_soon_forgotten(closed, clock):
    ask()
    mails()
    reopen(closed)

    assert (tell_alerts(now=timezone.now()), mails()) == (0, [])
    clock.shift(timedelta(days=13))
    assert forget_alerts(now=timezone.now()) == 0
    clock.shift(timedelta(days=2))
    assert forget_alerts(now=timezone.now()) == 1
    assert not Person.objects.filter(email="odile@mail.example").exists()


def test_a_wish_that_nobody_could_grant_ends_after_two_years(clock):
    ask()
    Client().post(alert_path(Alert.objects.get()), {"act": "confirm"})

    clock.shift(timedelta(days=729))
    kept = forget_alerts(now=timezone.now())
    clock.shift(timedelta(days=2))

    assert (kept, forget_alerts(now=timezone.now())) == (0, 1)


def test_a_known_address_gets_the_same_answer_and_no_second_mail(cast, clock):
    first, second, account = ask(), ask(" Odile@MAIL.example "), ask(cast.mentor.email)

    assert first.content == second.content == account.content
    assert Alert.objects.count() == 2
    assert Notice.objects.count() == 2
    assert not Alert.objects.filter(person=cast.mentor).exists()


@pytest.mark.parametrize("email", ["", "pas une adresse"])
def test_a_wrong_address_gets_a_sentence(email):
    answer = ask(email)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Alert.objects.exists()


def test_robots_and_floods_make_nothing(clock):
    assert ask(website="https://spam.example").status_code == 200
    assert not Alert.objects.exists()

    answers = [ask(f"{number}@mail.example").status_code for number in range(13)]

    assert answers == [200] * 12 + [422]
    assert Alert.objects.count() == 12


def test_a_branch_whose_call_is_open_shows_no_such_form(closed):
    reopen(closed)

    assert "me-prevenir" not in Client().get("/fr/devenir-mentor/lille/").content.decode()


def test_a_guessed_link_opens_nothing():
    assert Client().get("/prevenir/1.guess/").status_code == 404


def test_whoever_has_applied_to_a_call_that_is_cancelled_is_told_once(closed, clock, now, answers):
    reopen(closed)
    apply(call_id=closed.pk, answers=answers(), language="fr", flagged=False, now=now)
    mails()
    closed.cancelled_at = now
    closed.save()

    early = tell_of_cancelled(now=timezone.now())
    clock.shift(timedelta(minutes=11))
    told = [tell_of_cancelled(now=timezone.now()) for _ in range(2)]
    (mailed,) = mails()
    status = Client().get(status_path(Application.objects.get())).content.decode()

    assert (early, told) == (0, [1, 0])
    assert (mailed.subject, WHERE in mailed.body) == ("Cette promotion n’aura pas lieu", True)
    assert "Cette promotion n’aura pas lieu" in status
