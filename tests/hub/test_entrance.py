"""Signing in: the code by mail, five tries, no word about who is known."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.actions.apply import apply
from hub.actions.deliver import deliver_due
from hub.models import Notice

PAGE, CODE = "/fr/connexion/", "/fr/connexion/code/"


def ask(email):
    browser = Client()
    answer = browser.post(PAGE, {"email": email})
    return browser, answer


def code_of(browser):
    deliver_due(now=timezone.now())
    return re.search(r"\d{6}", mail.outbox[-1].subject)[0]


def test_a_code_opens_one_s_own_space(cast):
    browser, asked = ask(cast.mentor.email.upper())

    answer = browser.post(CODE, {"code": code_of(browser)}, follow=True)

    assert (asked.status_code, asked.url) == (302, CODE)
    assert answer.request["PATH_INFO"] == "/fr/espace/"
    assert "Bonjour Mentor" in answer.content.decode()
    assert "Ma promotion" in answer.content.decode()


def test_a_stranger_s_address_gets_the_same_answer_and_no_mail(cast):
    _, known = ask(cast.mentor.email)
    _, unknown = ask("nobody@nowhere.example")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert Notice.objects.count() == 1


def test_an_applicant_cannot_sign_in(cast, now, answers):
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    ask("elodie@mail.example")

    assert not Notice.objects.filter(kind="signin.code").exists()


def test_five_wrong_codes_end_the_try(cast):
    browser, _ = ask(cast.mentor.email)
    right = code_of(browser)
    wrong = "000000" if right != "000000" else "111111"

    statuses = [browser.post(CODE, {"code": wrong}).status_code for _ in range(5)]
    late = browser.post(CODE, {"code": right})

    assert statuses == [422, 422, 422, 422, 302]
    assert late.status_code == 302
    assert "Ce code ne fonctionne plus" in browser.get(late.url).content.decode()


def test_a_code_too_old_is_said_to_be(cast, clock):
    browser, _ = ask(cast.mentor.email)
    right = code_of(browser)
    clock.shift(16 * 60)

    answer = browser.post(CODE, {"code": right}, follow=True)

    assert answer.redirect_chain == [(f"{PAGE}?ended=1", 302)]
    assert "Ce code ne fonctionne plus" in answer.content.decode()


def test_five_codes_an_hour_and_no_more(cast):
    statuses = [ask(cast.mentor.email)[1].status_code for _ in range(6)]

    assert statuses == [302] * 5 + [422]
    assert Notice.objects.count() == 5


@pytest.mark.parametrize("email", ["", "pas une adresse", "a@b", "x" * 300 + "@mail.example"])
def test_a_bad_address_gets_a_sentence(cast, email):
    answer = ask(email)[1]

    assert answer.status_code == 422
    assert "Erreur" in answer.content.decode()


def test_the_demo_s_password_and_where_it_leads(cast):
    cast.mentor.set_password("banc-mentor")
    cast.mentor.save()
    facts = {"login": cast.mentor.email, "password": "banc-mentor", "next": "/fr/equipe/"}

    wrong = Client().post("/fr/connexion/demo/", {**facts, "password": "non"})
    right = Client().post("/fr/connexion/demo/", facts)
    away = Client().post("/fr/connexion/demo/", {**facts, "next": "https://evil.example/"})

    assert (wrong.status_code, right.status_code, right.url) == (422, 302, "/fr/equipe/")
    assert away.url == "/fr/espace/"


def test_only_wrong_passwords_are_counted(cast):
    cast.mentor.set_password("banc-mentor")
    cast.mentor.save()
    facts = {"login": cast.mentor.email, "password": "banc-mentor"}

    def tried(times, **other):
        return [Client().post("/fr/connexion/demo/", {**facts, **other}).status_code for _ in range(times)]

    assert tried(22) == [302] * 22
    assert tried(20, password="non") == [422] * 20
    assert tried(1) == [422]


def test_outside_the_demo_there_is_no_password_and_no_mailbox(cast, monkeypatch):
    monkeypatch.setattr(settings, "DEMO", False)

    assert Client().post("/fr/connexion/demo/", {"login": "x", "password": "y"}).status_code == 404
    assert Client().get("/outbox/", follow=True).status_code == 404
    assert 'name="password"' not in Client().get(PAGE).content.decode()


def test_signing_out_is_a_post(signed_in):
    browser = signed_in("mentor")

    asked = browser.get("/fr/deconnexion/")
    assert (asked.status_code, browser.get("/fr/espace/").status_code) == (200, 200)
    assert "<h1>Quitter mon espace</h1>" in asked.content.decode()

    done = browser.post("/fr/deconnexion/")

    assert (done.status_code, done.url, browser.get("/fr/espace/").status_code) == (302, "/fr/deconnexion/", 302)
    said = Client().get("/fr/deconnexion/")
    assert "Vous avez quitté votre espace" in said.content.decode()
    assert said.cookies == {}


def test_a_mentor_at_the_editors_door_is_told_so_and_not_sent_round_in_circles(signed_in):
    browser = signed_in("mentor")

    answer = browser.get("/admin/", follow=True)

    assert answer.status_code == 403
    assert len(answer.redirect_chain) == 1
    assert browser.get(f"{PAGE}?next=/fr/equipe/").url == "/fr/equipe/"
