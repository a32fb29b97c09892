"""“Finish later”, and the morning after a session that somebody missed."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.actions.apply import apply
from cms.actions.drafts import erase_old_drafts
from cms.links import draft_path
from cms.models import Application, CallPage, Draft
from events.actions.desk import note_attendance
from hub.actions.deliver import deliver_due
from hub.anonymous import stamp
from hub.models import Notice, Person


@pytest.fixture(autouse=True)
def stopped(clock):
    """Every test of this file begins at one instant."""


def later(cast, **changed: str):
    facts = {"stamp": stamp(f"apply:{cast.call.pk}"), "first_name": "Élodie", "email": "elodie@mail.example"}
    facts["session"] = f"{cast.sessions[1].pk}:online"
    return Client().post(f"/fr/candidature/{cast.call.pk}/plus-tard/", {**facts, **changed}, follow=True)


def mails():
    deliver_due(now=timezone.now())
    sent, mail.outbox[:] = list(mail.outbox), []
    return sent


def test_the_mailed_link_opens_the_form_as_it_was_left_and_sending_it_erases_the_draft(cast):
    answer = later(cast)
    (told,) = mails()
    path = draft_path(Draft.objects.get())
    page = Client().get(path).content.decode()
    token = path.strip("/").split("/")[1]
    facts = {"stamp": stamp(f"apply:{cast.call.pk}"), "first_name": "Élodie", "email": "elodie@mail.example"}
    facts |= {"session": f"{cast.sessions[1].pk}:online", "last_name": "Petit", "over_fifty": "on", "draft": token}
    sent = Client().post(f"/fr/candidature/{cast.call.pk}/", facts)

    assert "Votre lien est dans vos e-mails" in answer.content.decode()
    assert (told.subject, path in told.body, path in told.alternatives[0].content) == (
        "Votre formulaire, à terminer quand vous voulez",
        True,
        True,
    )
    assert 'value="Élodie"' in page and 'value="elodie@mail.example"' in page and f'value="{token}"' in page
    assert f'value="{cast.sessions[1].pk}:online" required checked' in page
    assert f'action="/fr/candidature/{cast.call.pk}/"' in page
    assert sent.status_code == 302
    assert Application.objects.get().registration.mode == "online"
    assert not Draft.objects.exists()
    assert Person.objects.filter(email="elodie@mail.example").count() == 1
    assert "n’est plus gardé" in Client().get(path).content.decode()


def test_a_draft_begun_in_dutch_opens_in_french_with_a_notice_where_the_dutch_page_is_gone(cast):
    facts = {"stamp": stamp(f"apply:{cast.call.pk}"), "first_name": "Élodie", "email": "elodie@mail.example"}
    where = f"/nl/candidature/{cast.call.pk}/plus-tard/"
    Client().post(where, facts)
    CallPage.objects.get(locale__language_code="nl").unpublish()

    answer = Client().get(draft_path(Draft.objects.get()))
    without = Client().post(where, {**facts, "email": ""})
    led = Client().get(where)

    page = BeautifulSoup(answer.content, "html.parser")
    assert (answer.status_code, page.html["lang"], Draft.objects.get().person.language) == (200, "fr", "nl")
    assert page.select_one("main .note").find_parent(lang=True)["lang"] == "nl"
    assert page.select_one("input[name=first_name]")["value"] == "Élodie"
    assert (without.status_code, 'value="Élodie"' in without.content.decode()) == (422, True)
    assert (led.status_code, led.url) == (302, "/nl/devenir-mentor/lille/")


def test_without_an_address_nothing_is_kept_and_nothing_typed_is_lost(cast):
    answer = later(cast, email="")

    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Élodie"' in text and "Écrivez votre adresse" in text
    assert "Écrivez votre nom" not in text
    assert not Draft.objects.exists()


def test_drafts_go_after_two_weeks_and_a_flood_of_them_is_stopped(cast, clock):
    assert [later(cast).status_code for _ in range(13)] == [200] * 12 + [422]
    assert Draft.objects.count() == 12

    clock.shift(timedelta(days=14, hours=1))

    assert erase_old_drafts(now=timezone.now()) == 12
    assert not Person.objects.filter(email="elodie@mail.example").exists()
    assert Client().get("/reprise/1.guess/").status_code == 404


def test_whoever_was_missed_hears_of_other_dates_on_the_next_working_morning(cast, now, answers, clock):
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    registration = Application.objects.get().registration
    mails()
    clock.move_to(cast.sessions[0].ends_at)
    facts = {"actor": cast.coordinator, "event_id": cast.sessions[0].pk}
    note_attendance(marks={registration.person_id: "absent"}, now=timezone.now(), **facts)

    assert mails() == []
    assert Notice.objects.get(kind="application.missed").due_at.isoformat() == "2026-12-02T08:00:00+00:00"
    clock.move_to(Notice.objects.get(kind="application.missed").due_at)
    (told,) = mails()

    assert told.subject == "Vous nous avez manqué : choisissons une autre date"
    for text in (told.body, told.alternatives[0].content):
        assert "jeudi 10 décembre 2026" in text.replace("\xa0", " ")
        assert "/seance/" in text
        assert "03\xa053\xa001\xa000\xa001" in text


def test_nobody_who_came_after_all_is_told_that_they_were_missed(cast, now, answers, clock):
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    registration = Application.objects.get().registration
    mails()
    clock.move_to(cast.sessions[0].ends_at)
    for mark in ("absent", "present"):
        note_attendance(
            actor=cast.coordinator,
            event_id=cast.sessions[0].pk,
            marks={registration.person_id: mark},
            now=timezone.now(),
        )

    clock.shift(timedelta(days=2))

    assert mails() == []
