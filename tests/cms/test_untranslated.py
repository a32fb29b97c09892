"""A page that exists in French only: shown in French with a notice elsewhere, and counted as a translation nowhere."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.dashboard import untranslated
from cms.models import HomePage, StandardPage


@pytest.fixture
def made(cast, clock, signed_in):
    """A page as an editor makes it."""
    home = HomePage.objects.get(locale__language_code="fr")
    facts = {
        "title": "Du neuf",
        "slug": "neuf",
        "body": streamfield([("text", rich_text("<p>Des mots en français.</p>"))]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        "action-publish": "1",
    }

    answer = signed_in("editor").post(f"/admin/pages/add/cms/standardpage/{home.pk}/", nested_form_data(facts))

    assert answer.status_code == 302
    return StandardPage.objects.get(slug="neuf", locale=home.locale)


def ghosts(page):
    """What editors' copies were until now: an alias in each of the other trees."""
    for code in ("nl", "en"):
        page.copy_for_translation(Locale.objects.get(language_code=code), copy_parents=True, alias=True)
    return Page.objects.filter(alias_of=page)


def reads_in_french(code):
    """The page at the other language's address, which must be the French one."""
    answer = Client().get(f"/{code}/neuf/")
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 200
    assert (page.html["lang"], answer["Content-Language"]) == ("fr", "fr")
    assert page.select_one("main .note").find_parent(lang=True)["lang"] == code
    assert "Des mots en français." in page.main.text
    return page


def told_of_french_alone(page):
    """Search engines and editors hear of one language."""
    head = BeautifulSoup(Client().get("/fr/neuf/").content, "html.parser")
    assert {tag["hreflang"] for tag in head.select("link[rel=alternate][hreflang]")} == {"fr", "x-default"}
    listed = Client().get("/sitemap.xml").content.decode()
    assert "/fr/neuf/" in listed and "/nl/neuf/" not in listed and "/en/neuf/" not in listed
    (line,) = [one for one in untranslated([], everything=True).lines if one.text == page.title]
    assert line.note == "Nederlands, English"


@pytest.mark.parametrize("code", ["nl", "en"])
def test_a_page_that_an_editor_publishes_is_french_elsewhere_and_says_so(made, code):
    reads_in_french(code)


def test_it_is_listed_as_lacking_its_translations(made):
    assert [page.pk for page in Page.objects.filter(translation_key=made.translation_key)] == [made.pk]
    told_of_french_alone(made)


def test_an_alias_in_another_language_is_no_translation(made):
    assert ghosts(made).count() == 2

    told_of_french_alone(made)
    canonical = reads_in_french("nl").select_one("link[rel=canonical]")["href"]
    assert canonical.endswith("/fr/neuf/")


def test_translations_are_removed_with_their_page(made, signed_in):
    made.copy_for_translation(Locale.objects.get(language_code="nl"))

    signed_in("editor").post(f"/admin/pages/{made.pk}/delete/")

    assert not Page.objects.filter(translation_key=made.translation_key).exists()
