"""Sheets for those who apply: by their signed link, from the step and in the branch they are meant for, and nothing more."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.actions.apply import apply
from cms.links import status_path
from cms.models import Application
from cms.models.applications import State
from tests.cms.library import add_sheet, fill, library
from tests.stage import recall

OPEN = [state for state in State if state not in {State.WITHDRAWN, State.REDIRECTED, State.TRAINING_CONFIRMED}]
# From which steps on, by where the application stands; what is meant for every step beside them.
STEPS = {
    State.WAITING_LIST: set(),
    State.PRESENT: {"session", "interview"},
    State.INTERVIEW_PROPOSED: {"session", "interview"},
    State.INTERVIEW_DONE: {"session", "interview"},
    State.ACCEPTED: {"session", "interview", "training"},
}


@pytest.fixture
def shelves(clock, cast, now, answers):
    """One sheet for each audience, those for applicants by step and branch beside them, and somebody who applies."""

    def make():
        apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
        return fill_for_applicants(cast)

    return recall("sheets for applicants", make)


@pytest.fixture
def application(shelves):
    return Application.objects.select_related("call__branch", "person").get()


def fill_for_applicants(cast):
    shelves = fill(cast)
    index, facts = shelves["public"].page.get_parent().specific, {"audience": "applicants"}
    for step in ("session", "interview", "training"):
        shelves[step] = add_sheet(index, step, from_step=step, branch=cast.branches["lille"], **facts)
    shelves["partout"] = add_sheet(index, "partout", **facts)
    shelves["loin"] = add_sheet(index, "loin", branch=cast.branches["londres"], **facts)
    shelves["brouillon"] = add_sheet(index, "brouillon", **facts)
    shelves["brouillon"].page.unpublish()
    shelves["ferme"] = add_sheet(index, "ferme", **facts)
    PageViewRestriction.objects.create(page=shelves["ferme"].page, restriction_type="login")
    return shelves


def opened(application, shelves):
    """What the link opens: {in the list}, {pages}, {files of blocks}, {files in texts}."""
    path, browser = status_path(application), Client()

    def answers(name):
        return browser.get(f"{path}{name}").status_code == 200

    return [
        set(re.findall(r">Pour (\w+)</a>", browser.get(path).content.decode())),
        {name for name, one in shelves.items() if answers(f"fiche/{one.page.pk}/")},
        {name for name, one in shelves.items() if answers(one.paper.url.replace("/documents/", "fichier/"))},
        {name for name, one in shelves.items() if answers(one.linked.url.replace("/documents/", "fichier/"))},
    ]


def test_the_link_opens_what_is_for_this_branch_and_this_step_and_closes_when_it_ends(application, shelves):
    for state in State:
        Application.objects.update(state=state, queue_number=1)
        expected = {"applicants", "partout", *STEPS.get(state, {"session"})} if state in OPEN else set()

        assert opened(application, shelves) == [expected] * 4, state


def test_an_application_that_is_erased_opens_nothing(application, shelves):
    path = status_path(application)
    Application.objects.all().delete()
    one = shelves["partout"]

    for rest in ("", f"fiche/{one.page.pk}/", one.paper.url.replace("/documents/", "fichier/")):
        assert Client().get(f"{path}{rest}").status_code == 404
        assert Client().get(f"/suivi/no-such-link/{rest}", follow=True).status_code == 404


def test_the_sheet_leads_to_its_files_and_back_by_the_link_and_to_no_cache(application, shelves):
    path, one = status_path(application), shelves["partout"]

    answer = Client().get(f"{path}fiche/{one.page.pk}/")
    page = BeautifulSoup(answer.content, "html.parser")
    links = {link["href"] for link in page.select("main a[href]")}
    file = Client().get(next(link for link in links if "partout-bloc" in link))

    assert path in links and not any(link.startswith("/documents/") for link in links)
    assert all(link.startswith(path) for link in links)
    assert b"".join(file.streaming_content) == b"Secret partout-bloc"
    assert "no-store" in answer["Cache-Control"] and "private" in file["Cache-Control"]
    assert page.select("link[rel=canonical], meta[property]") == []
    assert not answer.cookies


def test_each_is_there_once_in_the_language_of_the_applicant_or_says_that_it_is_not(application, shelves):
    application.person.language = "nl"
    application.person.save()
    dutch = add_sheet(library("nl"), "nederlands", audience="applicants").page
    type(dutch).objects.filter(pk=dutch.pk).update(translation_key=shelves["partout"].page.translation_key)

    listed = BeautifulSoup(Client().get(status_path(application)).content, "html.parser").select("main .list li")
    untranslated = Client().get(f"{status_path(application)}fiche/{shelves['session'].page.pk}/").content.decode()

    assert {(row.a.text, row.get("lang", "")) for row in listed} == {
        ("Pour nederlands", ""),
        ("Pour applicants", "fr"),
        ("Pour session", "fr"),
    }
    assert '<html lang="fr">' in untranslated and "u leest ze in het Frans" in untranslated.replace("\xa0", " ")


def test_no_date_is_meant_for_applicants_alone(clock, cast, signed_in):
    form = BeautifulSoup(signed_in("coordinator").get("/fr/equipe/agenda/nouveau/").content, "html.parser")

    values = [one["value"] for one in form.select("[name=audience] option, input[name=audience]")]
    assert "duo" in values and "applicants" not in values
