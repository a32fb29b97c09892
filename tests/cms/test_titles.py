"""A page has one title: its introduction's, or its own where it has none; some kinds write theirs, and take no introduction."""

from datetime import date

import pytest
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms import models
from cms.demo_content import en, fr, nl
from cms.demo_scene.pages import KINDS
from cms.models.pages import BodyPage
from cms.ready import unready
from cms.starters.pages import KINDS as STARTED
from cms.starters.pages import WORDS
from tests.cms.library import add_sheet, library

INTRO = ("intro", {"title": "Bonjour", "lead": "Un banc."})
SECTION = ("callout", {"title": "Et vous ?", "text": "<p>Venez.</p>"})
ASKED = ("accordion", {"items": [{"question": "Combien ?", "answer": "<p>Deux heures.</p>"}]})
SENTENCE = "Cette page a déjà un titre"


def add(above, kind, **facts):
    return above.add_child(instance=kind(title="Titre", slug=kind.__name__.lower(), locale=above.locale, **facts))


@pytest.fixture
def pages(clock, cast):
    """One of each kind."""
    home = models.HomePage.objects.get(locale__language_code="fr")
    index, day = add(home, models.BranchIndexPage), date(2026, 11, 1)
    return [
        home,
        models.CallIndexPage.objects.get(locale__language_code="fr"),
        models.CallPage.objects.get(locale__language_code="fr"),
        index,
        add(index, models.BranchPage, lead="Près des gares.", branch=cast.branches["lille"]),
        (shelf := library()),
        add_sheet(shelf, "tous", audience="public").page,
        add(home, models.QuestionsPage, body=[ASKED]),
        add(home, models.LegalPage, updated_on=day),
        add(home, models.AccessibilityPage, tested_on=day, tested_by="nous"),
        *(add(home, kind) for kind in (models.StandardPage, models.TestimoniesPage, models.JourneyPage)),
    ]


def titles(page, first):
    """How many it shows, once it is published and begins with this block."""
    page.body = [first, ASKED]
    page.save_revision().publish()
    return Client().get(page.url_path).content.decode().count("<h1")


def test_each_kind_of_page_has_one_title_with_an_introduction_or_without(pages):
    assert {type(page) for page in pages} == set(BodyPage.__subclasses__())

    shown = {type(page).__name__: (titles(page, SECTION), titles(page, INTRO)) for page in pages}

    assert shown == {type(page).__name__: (1, 2 if page.titled else 1) for page in pages}


def test_the_editor_refuses_an_introduction_below_a_title_but_for_a_draft(pages, now, signed_in):
    page, browser = pages[1], signed_in("editor")
    empty = {"highlight": "", "primary_label": "", "primary_page": "", "secondary_label": "", "secondary_page": ""}
    intro = ("intro", {**INTRO[1], **empty, "art": "", "facts": {"count": "0"}})
    comments = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}
    sent = nested_form_data(
        {"title": page.title, "slug": page.slug, "body": streamfield([intro]), "comments": comments}
    )
    address = f"/admin/pages/{page.pk}/edit/"

    draft = browser.post(address, sent)
    published = browser.post(address, {**sent, "action-publish": "1"})

    assert draft.status_code == 302
    (error,) = published.context["form"].errors.as_data()["body"]
    assert SENTENCE in str(error.block_errors[0].block_errors["title"])
    page.refresh_from_db()
    assert len(unready([page], now)) == 1
    assert [one.block_type for one in page.body] == []


def test_nothing_of_ours_puts_an_introduction_below_a_title():
    ours = [
        (KINDS.get(slug, models.StandardPage), page["body"])
        for content in (fr, nl, en)
        for slug, page in content.PAGES.items()
    ]
    ours += [(models.CallPage, call["body"]) for content in (fr, nl, en) for call in content.CALLS.values()]
    ours += [(STARTED[word].model, words["body"]) for said in WORDS.values() for word, words in said.items()]

    wrong = [kind for kind, body in ours if kind.titled and any(name == "intro" for name, _value in body)]

    assert wrong == []
    assert any(name == "intro" for _kind, body in ours for name, _value in body)
