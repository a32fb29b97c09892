"""Letters to a step: seen first, one mail each, once, and nothing to who has stepped back; the sheet for the phone."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail

from cms.actions.apply import apply
from cms.actions.change import withdraw_application
from cms.actions.letters import erase_old_letters
from cms.actions.pipeline import mark_contact
from cms.models import Application, Letter
from hub.actions.deliver import deliver_due
from hub.models import Entry, Notice


@pytest.fixture
def applications(clock, cast, now, answers) -> list[Application]:
    for number, language in enumerate(("fr", "nl", "fr")):
        sent = answers(email=f"{number}@mail.example", first_name=f"Prénom{number}", phone="03 53 01 00 99")
        apply(call_id=cast.call.pk, answers=sent, language=language, flagged=False, now=now)
    Notice.objects.all().delete()
    return list(Application.objects.order_by("pk"))


def test_a_letter_is_seen_sent_once_and_not_to_who_steps_back(cast, applications, signed_in, now):
    browser, path = signed_in("coordinator"), f"/fr/equipe/candidatures/{cast.call.pk}/ecrire/?etape=seance"
    form = browser.get(path).context["form"]
    typed = {"subject": "Une salle plus grande", "words": "Nous changeons <de> salle.", "key": form["key"].value()}

    empty = browser.post(path, {**typed, "words": ""})
    seen = browser.post(path, typed)
    again = browser.post(path, {**typed, "again": "1"}).content.decode()
    sent = [browser.post(path, {**typed, "send": "1"}) for _ in range(2)]
    withdraw_application(actor=None, application_id=applications[0].pk, why="by link", now=now)
    mail.outbox.clear()
    deliver_due(now=now)

    assert (empty.status_code, seen.status_code) == (422, 200)
    assert "Nous changeons &lt;de&gt; salle." in seen.content.decode() and "Nederlands (1)" in seen.content.decode()
    assert "Nous changeons &lt;de&gt; salle." in again and Letter.objects.count() == 1
    assert all("3 e-mails" in one.content.decode() for one in sent)
    letters = {one.to[0].split("<")[1]: one for one in mail.outbox if one.subject == typed["subject"]}
    assert sorted(letters) == ["1@mail.example>", "2@mail.example>"]
    assert "Dag Prénom1" in letters["1@mail.example>"].body
    assert "Nous changeons <de> salle." in letters["2@mail.example>"].body
    assert [erase_old_letters(now=now + timedelta(days=days)) for days in (182, 183)] == [0, 1]


def test_a_letter_to_those_who_read_one_language_reaches_nobody_else(cast, applications, signed_in, now):
    browser, path = signed_in("coordinator"), f"/fr/equipe/candidatures/{cast.call.pk}/ecrire/?etape=seance"
    page = browser.get(path)
    options = [
        (one["value"], one.text)
        for one in BeautifulSoup(page.content, "html.parser").select("select[name=language] option")
    ]
    key = page.context["form"]["key"].value()
    typed = {"subject": "Een grotere zaal", "words": "Wij zitten elders.", "key": key, "language": "nl"}

    seen = browser.post(path, typed).content.decode()
    wrong = browser.post(path, {**typed, "language": "de"}).status_code
    browser.post(path, {**typed, "send": "1"})
    mail.outbox.clear()
    deliver_due(now=now)

    assert options == [
        ("", "Tout le monde (3)"),
        ("fr", "Les personnes qui lisent en français (2)"),
        ("nl", "Les personnes qui lisent en néerlandais (1)"),
    ]
    assert "Envoyer à 1 personne" in seen and "Bonjour Prénom1" in seen and "Français" not in seen.split("<main")[1]
    assert wrong == 422
    assert (Letter.objects.get().count, Entry.objects.get(verb="letter.sent").codes) == (1, {"people": 1})
    assert [one.to[0].split("<")[1] for one in mail.outbox if one.subject == typed["subject"]] == ["1@mail.example>"]


def test_who_has_left_before_it_is_sent_leaves_the_letter_to_nobody_not_to_everybody(
    cast, applications, signed_in, now
):
    browser, path = signed_in("coordinator"), f"/fr/equipe/candidatures/{cast.call.pk}/ecrire/?etape=seance"
    key = browser.get(path).context["form"]["key"].value()
    withdraw_application(actor=None, application_id=applications[1].pk, why="by link", now=now)

    alone = BeautifulSoup(browser.get(path).content, "html.parser")
    typed = {"subject": "Een grotere zaal", "words": "Wij zitten elders.", "key": key, "language": "nl", "send": "1"}
    sent = browser.post(path, typed)

    assert alone.select_one("main textarea") is not None and alone.select_one("select[name=language]") is None
    assert sent.status_code == 422
    assert not Letter.objects.exists()


@pytest.mark.parametrize("step", ["", "aujourdhui", "termines", "inconnu"])
def test_only_a_step_that_goes_on_can_be_written_to(cast, applications, signed_in, step):
    path = f"/fr/equipe/candidatures/{cast.call.pk}/ecrire/?etape={step}"

    assert signed_in("coordinator").get(path).status_code == 404
    assert signed_in("far_coordinator").get(path.replace(step or "?", "seance")).status_code == 404


def test_the_sheet_lists_whom_to_call_with_the_last_call_and_a_line_in_the_journal(
    cast, applications, signed_in, clock, now
):
    mark_contact(actor=cast.referent, application_id=applications[1].pk, outcome="message", now=now)
    clock.shift(3 * 24 * 3600)

    mine = signed_in("coordinator").get("/fr/equipe/candidatures/feuille/").content.decode()
    far = signed_in("far_coordinator").get("/fr/equipe/candidatures/feuille/").content.decode()

    assert "Prénom1" in mine and "Prénom0" not in mine
    assert "Message laissé" in mine and "03 53 01 00 99" in mine
    assert "Prénom1" not in far
    assert Entry.objects.get(verb="call_sheet.read", actor=cast.coordinator).codes == {"people": 1}


def test_a_morning_on_the_phone_goes_on_from_call_to_call(cast, applications, signed_in, clock):
    clock.shift(9 * 24 * 3600)
    browser, sheet = signed_in("coordinator"), "/fr/equipe/candidatures/feuille/"
    called = {"act": "reached", "tab": "aujourdhui", "sheet": "1"}

    noted = browser.post(f"/fr/equipe/candidature/{applications[0].pk}/geste/", called)
    page = browser.get(sheet)
    undone = browser.post(page.context["done"][0].url, {"tab": "aujourdhui", "sheet": "1"})

    assert (noted.status_code, noted.url, undone.status_code, undone.url) == (302, sheet, 302, sheet)
    assert 'name="sheet" value="1"' in page.content.decode() and "Prénom0" in page.content.decode()
    assert not applications[0].contacts.exists()
