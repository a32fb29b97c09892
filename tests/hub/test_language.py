"""Anybody can change the language of their mails and pages: in their space, and by the link to their application."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.actions.apply import apply
from cms.links import status_path
from cms.models import Application
from hub.actions.deliver import deliver_due
from hub.models import Entry, Person


@pytest.fixture
def application(cast, clock, now, answers):
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    return Application.objects.get()


def buttons(answer):
    """{language: its button} that the page offers, and the chosen one."""
    form = BeautifulSoup(answer.content, "html.parser").select_one('form[action$="/langue/"]')
    return {one["value"] for one in form.select("button[name=language]")}, form.select_one("strong [lang]")["lang"]


def test_one_s_space_speaks_what_one_chose(cast, clock, signed_in):
    browser = signed_in("mentor")
    assert buttons(browser.get("/fr/espace/")) == ({"nl", "en"}, "fr")

    answer = browser.post("/fr/espace/langue/", {"language": "nl"})
    browser.post("/fr/espace/langue/", {"language": "nl"})

    assert answer["Location"] == "/nl/espace/"
    assert Person.objects.get(pk=cast.mentor.pk).language == "nl"
    assert buttons(browser.get("/nl/espace/")) == ({"fr", "en"}, "nl")
    (entry,) = Entry.objects.filter(verb="language.chosen")
    assert (entry.actor, entry.target_id, entry.codes) == (cast.mentor, cast.mentor.pk, {"language": "nl"})


def test_the_page_of_an_application_and_its_mails_speak_what_one_chose(application):
    where = status_path(application)
    assert buttons(Client().get(where)) == ({"nl", "en"}, "fr")

    answer = Client().post(f"{where}langue/", {"language": "nl"})
    page = BeautifulSoup(Client().get(where).content, "html.parser")
    deliver_due(now=timezone.now())

    assert (answer.status_code, answer["Location"]) == (302, where)
    assert page.html["lang"] == "nl"
    assert mail.outbox and all(one.body.startswith("Dag ") for one in mail.outbox)


@pytest.mark.parametrize("sent", [{"language": "de"}, {"language": ""}, {"other": "nl"}])
def test_what_no_page_sends_changes_nothing(cast, clock, signed_in, application, sent):
    answers = [
        signed_in("mentor").post("/fr/espace/langue/", sent),
        Client().post(f"{status_path(application)}langue/", sent),
    ]

    assert [one.status_code for one in answers] == [400, 400]
    assert set(Person.objects.values_list("language", flat=True)) == {"fr"}


def test_only_oneself_chooses(cast, clock, application):
    assert Client().post("/fr/espace/langue/", {"language": "nl"})["Location"].startswith("/fr/connexion/")
    assert Client().post("/suivi/forged/langue/", {"language": "nl"}, follow=True).status_code == 404
    foreign = {"Origin": "https://elsewhere.example"}
    answer = Client().post(f"{status_path(application)}langue/", {"language": "nl"}, headers=foreign)
    assert answer.status_code == 403
    assert not Person.objects.exclude(language="fr").exists()
