"""The sheets of the library in the members' search: found by those who may read them, and no word of any other."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import ResourcePage
from hub.search.ask import Asked, read_words
from tests.cms.library import READ, add_sheet, library, open_library

SEARCH = "/fr/recherche/"


@pytest.fixture
def shelves(clock, cast, now):
    return open_library(cast, now)


@pytest.fixture
def search(signed_in):
    def ask(who="mentor", **asked):
        return re.sub(r"\s+", " ", signed_in(who).get(SEARCH, asked).content.decode())

    return ask


def found(page):
    return re.findall(r'<h3><a href="/\w\w/ressources/([\w-]+)/"', page)


def number(page):
    counted = re.search(r'<h2 id="found">(\d+)', page)
    return int(counted[1]) if counted else 0


def write(page, **fields):
    """An editor publishes a sheet with other words."""
    draft = ResourcePage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


@pytest.mark.parametrize("who", sorted(READ))
def test_exactly_those_who_may_read_a_sheet_find_it_count_it_and_see_a_piece_of_it(shelves, search, who):
    # An editor reads in the editor whatever they have written there.
    expected = set(shelves) if who == "editor" else READ[who]

    pages = [search(who, mots=words) for words in ("fiche", "« une fiche sur »", *sorted(shelves))]

    for page in pages[:2]:
        assert (set(found(page)), number(page)) == (expected, len(expected))
        assert set(re.findall(r"sur (\w+)\.", re.sub(r"</?mark>", "", page))) == expected
    assert {name for name, page in zip(sorted(shelves), pages[2:], strict=True) if number(page)} == expected


def test_words_of_title_summary_and_body_without_accents_and_the_piece_that_answers(shelves, search):
    long = "<p>Rien ici.</p>" * 40 + "<p>L’<b>œuvre</b> d’été &amp; la <i>Réunion</i></p>"
    page = shelves["public"].page
    write(page, title="Préparer un entretien", summary="Jeux de rôle.", body=[("text", long)])

    for words in ("preparer entret", "« jeux de role »", "oeuvre ete", "reunion"):
        assert found(search(mots=words)) == ["public"], words
    for words in ("text", "« role jeux »", "entretien hiver", str(page.pk), "paragraph"):
        assert found(search(mots=words)) == [], words
    shown = search(mots="reunion")
    assert "<mark>Réunion</mark>" in shown and "Ressources, Le duo, dès la première rencontre" in shown


def test_what_is_published_is_found_and_no_draft(shelves, search):
    page = ResourcePage.objects.get(pk=shelves["public"].page.pk)
    page.title, page.body = "Brouillon du titre", [("text", "<p>Ornithorynque</p>")]

    revision = page.save_revision()
    draft = [found(search(mots=words)) for words in ("brouillon", "ornithorynque", "« pour public »")]
    revision.publish()
    published = [found(search(mots=words)) for words in ("brouillon", "ornithorynque", "« pour public »")]
    ResourcePage.objects.get(pk=page.pk).unpublish()

    assert draft == [[], [], ["public"]]
    assert published == [["public"], ["public"], []]
    assert found(search(mots="ornithorynque")) == [] == found(search("admin", mots="ornithorynque"))


def test_filters_of_the_form_and_the_language_of_a_sheet(shelves, cast, search, clock, now):
    add_sheet(library("nl"), "vreemd", audience="public")
    clock.move_to(now + timedelta(days=2))
    write(shelves["mentors"].page, title="Pour mentors")

    assert found(search(mots="fiche"))[0] == "mentors"
    assert found(search(mots="fiche", du="26/11/2026", au="26/11/2026")) == ["mentors"]
    assert "mentors" not in found(search(mots="fiche", au="25/11/2026"))
    assert found(search(mots="fiche", auteur="mentor")) == found(search(du="1/1/2026")) == []
    assert "première rencontre, Nederlands" in search(mots="vreemd")


def test_queries_do_not_grow_with_what_is_found(shelves, search):
    counts = []
    for words in ("promotion", "fiche"):
        search(mots=words)
        with CaptureQueriesContext(connection) as context:
            search(mots=words)
        counts.append(len(context))

    assert counts[0] == counts[1]


def test_every_way_to_save_a_sheet_keeps_its_words(shelves, now):
    page = ResourcePage.objects.get(pk=shelves["mentors"].page.pk)
    page.reviewed_on = timezone.localdate(now)

    page.save(update_fields=["reviewed_on"])
    copy = page.copy(update_attrs={"slug": "copie", "title": "Autre titre"}, copy_revisions=False)

    asked = Asked(*read_words("mentors"))
    assert set(asked.in_words(ResourcePage.objects.all()).values_list("slug", flat=True)) == {"mentors", "copie"}
    assert ResourcePage.objects.get(pk=copy.pk).said == page.said
