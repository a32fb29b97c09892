"""Kinds of page: what each knows by itself, and a page that nobody has translated yet."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.search import index

from cms import models

LILLE = "/fr/antennes/lille/"


@pytest.fixture(autouse=True)
def stopped(clock):
    """Every test of this file happens at one instant."""


@pytest.fixture
def add(cast):
    """add(kind, slug, …) publishes a page of that kind below the French home page, or below `under`."""

    def put(kind, slug, under=None, **facts):
        above = under or models.HomePage.objects.get(locale__language_code="fr")
        page = above.add_child(instance=kind(title=slug.title(), slug=slug, locale=above.locale, **facts))
        page.save_revision().publish()
        return page

    return put


@pytest.fixture
def branch(cast, add):
    antennes = add(models.BranchIndexPage, "antennes")
    return add(models.BranchPage, "lille", antennes, branch=cast.branches["lille"], lead="Près des gares.")


def read(path, **more):
    answer = Client().get(path, **more)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def test_a_branch_says_how_to_reach_it_whom_it_looks_for_and_what_comes(branch, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        text = read(LILLE)

    assert "Lille cherche encore 16 mentors" in text
    assert "1 rue du Test" in text and 'href="tel:+33353010001"' in text and "De plain-pied." in text
    assert 'href="/fr/devenir-mentor/lille/"' in text
    assert text.count("Découvrir le mentorat") == 3
    assert "Près des gares." in read("/fr/antennes/")


def test_a_closed_call_looks_for_nobody(branch, clock):
    clock.shift(60 * 24 * 3600)

    assert "cherche encore" not in read(LILLE)


def alerts_on(path):
    """The branches of whose next call one can ask to be told there, and the links' words."""
    links = BeautifulSoup(read(path), "html.parser").select("main a[href*='/me-prevenir/']")
    return {link["href"].split("/")[-2]: link.text for link in links}


def test_where_no_call_is_open_one_can_ask_to_be_told(branch, cast, add, clock, django_assert_max_num_queries):
    """On the page of a branch of its own alone; in a list of every branch's calls, of each; not where a call is shown."""
    one, every = {"heading": "À Lille", "limit": 3, "branch": "lille"}, {"heading": "Partout", "limit": 3}
    for slug, value in (("un", one), ("tous", every)):
        add(models.StandardPage, slug, body=[("calls", value)])
    paths = (LILLE, "/fr/un/", "/fr/tous/", "/fr/devenir-mentor/")
    open_now = [alerts_on(path) for path in paths]
    clock.shift(60 * 24 * 3600)

    found = []
    for path in paths:
        with django_assert_max_num_queries(12):
            found.append(alerts_on(path))

    words = {"lille": "Me prévenir à l’ouverture du prochain appel"}
    names = {slug: one.city["fr"] for slug, one in cast.branches.items()}
    assert len(names) > 1
    assert (open_now, found) == ([{}] * 4, [words, words, names, names])


def test_a_list_of_branches_without_any_says_so_and_gives_the_phone(cast, add):
    add(models.BranchIndexPage, "antennes")

    text = read("/fr/antennes/")

    assert "Aucune antenne n’a encore sa page" in text
    assert 'href="tel:' in text.split("Aucune antenne")[1].split("</li>")[0]


def test_all_testimonies_are_there_but_those_taken_back(cast, add):
    add(models.TestimoniesPage, "temoignages")
    facts = {"consent_on": "2026-03-14"}
    for name, slug in (("Hélène", "lille"), ("Paul", "bruxelles")):
        models.Testimony.objects.create(name=name, quote={"fr": f"Dit {name}."}, branch=cast.branches[slug], **facts)
    models.Testimony.objects.create(name="Zoé", quote={"fr": "Dit Zoé."}, withdrawn_on="2026-10-01", **facts)

    whole, one = read("/fr/temoignages/"), read("/fr/temoignages/?antenne=bruxelles")

    assert ["Dit Hélène." in whole, "Dit Paul." in whole, "Dit Zoé." in whole] == [True, True, False]
    assert ["Dit Hélène." in one, "Dit Paul." in one] == [False, True]


def test_the_statement_and_the_foot_of_every_page_say_the_same_state(cast, add):
    add(
        models.AccessibilityPage, "accessibilite", conformity="fully", tested_on=date(2026, 11, 1), tested_by="par nous"
    )

    assert "totalement conforme" in read("/fr/accessibilite/")
    assert "Accessibilité : totalement conforme" in read("/fr/")


def test_questions_end_on_the_phone_and_the_law_on_a_date(cast, add):
    add(models.QuestionsPage, "questions")
    add(models.LegalPage, "mentions", updated_on=date(2026, 10, 1))

    assert "Votre question n’est pas là" in read("/fr/questions/")
    assert "octobre 2026" in read("/fr/mentions/")
    with pytest.raises(ValidationError):
        models.QuestionsPage(title="a", slug="b", body=[("text", "<p>c</p>")]).clean()


def test_the_way_to_a_duo_ends_on_the_next_sessions(cast, add):
    add(models.JourneyPage, "parcours")

    assert "Découvrir le mentorat" in read("/fr/parcours/")


def test_a_page_that_is_not_translated_shows_in_french_and_says_so(cast, add):
    add(models.StandardPage, "rien-encore", body=[("text", "<p>Seulement en français.</p>")])

    answer = Client().get("/nl/rien-encore/")

    text = answer.content.decode()
    assert (answer.status_code, answer["Content-Language"]) == (200, "fr")
    assert '<html lang="fr">' in text and "Seulement en français." in text
    assert '<div class="w" lang="nl">' in text and "nog niet in het Nederlands" in text
    assert '<link rel="canonical" href="http://127.0.0.1:8000/fr/rien-encore/">' in text
    assert Client().get("/nl/nulle-part/").status_code == Client().get("/fr/nulle-part/").status_code == 404


def test_a_call_that_is_not_translated_is_listed_shown_and_answered(cast):
    models.CallPage.objects.filter(locale__language_code="nl").first().unpublish()

    shown = read("/nl/devenir-mentor/lille/")

    assert 'href="/nl/devenir-mentor/lille/" hreflang="fr"' in read("/nl/devenir-mentor/")
    assert f'action="/fr/candidature/{cast.call.pk}/"' in shown


def test_pages_are_found_without_accents_by_the_beginnings_of_words(cast, add):
    add(models.StandardPage, "moments", body=[("text", "<p>Une <b>réunion</b> conviviale.</p>")])
    add(models.StandardPage, "brouillon", body=[("text", "<p>Une réunion secrète.</p>")]).unpublish()
    library = add(models.ResourceIndexPage, "ressources")
    sheet = {"theme": "bond", "summary": "Une réunion secrète.", "reviewed_on": date(2026, 1, 1), "audience": "mentors"}
    add(models.ResourcePage, "fiche", library, **sheet)
    for page in models.HomePage.objects.get(locale__language_code="fr").get_descendants().specific():
        index.insert_or_update_object(page)

    for asked in ("REUNION", "réunion conviviale", "conviv"):
        text = read("/fr/trouver/", data={"mots": asked})
        assert "/fr/moments/" in text and "1 page" in text
        assert "/fr/ressources/fiche/" not in text and "/fr/brouillon/" not in text
    for asked in ("conviviale absent", "secrete"):
        assert "Aucune page ne contient ces mots" in read("/fr/trouver/", data={"mots": asked})
    assert "Aucune page" not in read("/fr/trouver/", data={"mots": "!?"})


def test_the_map_of_the_site_has_every_public_page_below_its_own(cast, add, branch, django_assert_max_num_queries):
    library = add(models.ResourceIndexPage, "ressources")
    add(models.ResourcePage, "fiche", library, theme="bond", summary="…", reviewed_on=date(2026, 1, 1))

    with django_assert_max_num_queries(6):
        text = read("/fr/plan/")

    assert text.index('href="/fr/antennes/"') < text.index('href="/fr/antennes/lille/"')
    assert 'href="/fr/devenir-mentor/lille/"' in text
    assert "/fr/ressources/fiche/" not in text
