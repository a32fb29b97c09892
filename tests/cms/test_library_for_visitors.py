"""The library as visitors find it: what is for everybody, in every list, search and map, and no trace of the rest."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.models import ResourcePage
from tests.cms.library import add_sheet, library, open_searched_library

LIBRARY = "/fr/ressources/"
HIDDEN = ("applicants", "duo", "mentors", "trained", "branch", "promotion")
TOLD = [
    LIBRARY,
    f"{LIBRARY}?mot=fiche",
    f"{LIBRARY}?theme=bond&langue=fr",
    "/nl/ressources/",
    "/en/ressources/?mot=fiche",
    "/fr/trouver/?mots=fiche",
    "/fr/plan/",
    "/sitemap.xml",
    f"{LIBRARY}public/",
]
ELSEWHERE = ["/fr/", "/fr/agenda/", "/fr/agenda/abonnement/", "/agenda/fr/le-banc.ics", "/robots.txt"]


@pytest.fixture
def shelves(clock, cast, now):
    """One sheet for each audience, and what search keeps of all of them."""
    return open_searched_library(cast, now)


def read(path, who=None):
    answer = (who or Client()).get(path)
    assert answer.status_code == 200, path
    return answer.content.decode().replace("\xa0", " ")


def listed(path, who=None):
    """{title: (address, language)} of the sheets in the list."""
    rows = BeautifulSoup(read(path, who), "html.parser").select("main .ag li")
    return {row.a.text: (row.a["href"], row.get("lang", "")) for row in rows}


def traces(name):
    """What a page would say of a sheet of this name, or of its files."""
    return (f"Pour {name}", f"sur {name}", f"ressources/{name}/", f"{name}-bloc", f"{name}-texte")


def write(page, **fields):
    """An editor publishes a sheet with other words."""
    draft = ResourcePage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def translate(page, code, **fields):
    """The same sheet in another language's library."""
    shelf = add_sheet(library(code), **{"name": f"{page.slug}-{code}", "audience": page.audience, **fields})
    ResourcePage.objects.filter(pk=shelf.page.pk).update(translation_key=page.translation_key)
    return ResourcePage.objects.get(pk=shelf.page.pk)


@pytest.mark.parametrize("path", [*TOLD, *ELSEWHERE])
def test_no_trace_of_what_is_not_for_everybody(shelves, path):
    add_sheet(shelves["public"].page.get_parent().specific, "mentors-brouillon", audience="public").page.unpublish()

    text = read(path)

    assert [trace for name in (*HIDDEN, "mentors-brouillon") for trace in traces(name) if trace in text] == []
    assert any(trace in text for trace in traces("public")) is (path in TOLD)


def test_counts_and_answers_are_those_of_a_site_that_has_the_public_sheet_alone(shelves):
    with_all = [read(path) for path in TOLD]
    ResourcePage.objects.exclude(audience="public").delete()

    assert [read(path) for path in TOLD] == with_all
    assert "1 fiche de la bibliothèque" in read("/fr/trouver/?mots=fiche")


@pytest.mark.parametrize("place", [f"{LIBRARY}?mot=", "/fr/trouver/?mots="])
def test_a_word_of_a_hidden_sheet_is_answered_as_one_that_nobody_wrote(shelves, place):
    for name in HIDDEN:
        write(shelves[name].page, summary="Des ornithorynques.", body=[("text", "<p>Ornithorynque</p>")])

    hidden, unknown = read(f"{place}ornithorynque"), read(f"{place}hippopotamique")

    assert hidden.replace("ornithorynque", "hippopotamique") == unknown
    write(shelves["public"].page, summary="Des ornithorynques.")
    assert "Des ornithorynques." in read(f"{place}ornithorynque")


def test_files_are_given_by_the_public_sheet_alone(shelves):
    opened = {
        name
        for name, shelf in shelves.items()
        for file in (shelf.paper, shelf.linked)
        if Client().get(file.url).status_code == 200
    }

    assert opened == {"public"}


def test_below_the_library_the_answer_tells_nothing_of_what_is_there(shelves, signed_in):
    add_sheet(shelves["public"].page.get_parent().specific, "brouillon", audience="public").page.unpublish()
    hidden = [f"/{code}/ressources/{name}/" for code in ("fr", "nl") for name in (*HIDDEN, "brouillon", "rien")]

    visitor = {path: Client().get(path) for path in hidden}
    stranger = {path: signed_in("stranger").get(path).status_code for path in hidden}

    assert {path: answer["Location"] for path, answer in visitor.items()} == {
        path: f"/{path[1:3]}/connexion/?next={path}" for path in hidden
    }
    for code in ("fr", "nl"):
        heads = [{**answer.headers, "Location": ""} for path, answer in visitor.items() if path.startswith(f"/{code}/")]
        assert heads == [heads[0]] * (len(HIDDEN) + 2)
    assert not any("s-maxage" in answer.get("Cache-Control", "") for answer in visitor.values())
    assert set(stranger.values()) == {404}
    assert {Client().get(path).status_code for path in ("/fr/rien/", "/fr/devenir-mentor/rien/")} == {404}


def test_a_translation_that_is_not_for_everybody_is_named_nowhere(shelves, signed_in):
    page = shelves["public"].page
    dutch = translate(page, "nl", audience="mentors")
    translate(page, "en")

    head = BeautifulSoup(read(f"{LIBRARY}public/"), "html.parser")

    others = {tag["hreflang"]: tag["href"] for tag in head.select("link[rel=alternate][hreflang]")}
    mapped = read("/sitemap.xml")
    assert set(others) == {"fr", "en", "x-default"}
    assert dutch.url_path not in mapped and "/en/ressources/public-en/" in mapped
    assert listed("/nl/ressources/") == {"Pour public": ("/nl/ressources/public/", "fr")}
    assert listed("/nl/ressources/", signed_in("other_mentor"))["Pour public-nl"] == (dutch.url_path, "")


def test_what_wagtail_keeps_for_some_is_not_listed_either(shelves):
    page = shelves["public"].page
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert listed(LIBRARY) == {}
    for path in ("/fr/trouver/?mots=fiche", "/fr/plan/", "/sitemap.xml"):
        assert "/ressources/public/" not in read(path)


def test_theme_language_and_words_without_accents(shelves):
    shelf = shelves["public"].page.get_parent().specific
    write(shelves["public"].page, title="Préparer l’entretien", summary="La réunion, et son œuvre.")
    add_sheet(shelf, "cv", audience="public", theme="job")
    add_sheet(library("nl"), "vreemd", audience="public", theme="job")

    def found(query):
        return set(listed(f"{LIBRARY}?{query}"))

    assert found("") == {"Préparer l’entretien", "Pour cv", "Pour vreemd"}
    assert found("theme=job") == {"Pour cv", "Pour vreemd"}
    assert found("theme=job&langue=nl") == {"Pour vreemd"}
    assert found("langue=fr") == {"Préparer l’entretien", "Pour cv"}
    for words in ("reunion", "REUNION oeuv", "l%27entretien", "« la réunion »"):
        assert found(f"mot={words}") == {"Préparer l’entretien"}, words
    assert found("mot=reunion&langue=en") == found("mot=entretien+cv") == set()
    assert found("theme=rien&langue=xx&mot=%20") == found("")
    assert "Rien dans la bibliothèque" in read(f"{LIBRARY}?mot=zzz")
    assert 'value="&lt;b&gt;zzz"' in read(f"{LIBRARY}?mot=<b>zzz")


def test_each_sheet_is_listed_once_in_the_reader_s_language_and_says_when_it_is_in_another(shelves):
    dutch = translate(shelves["public"].page, "nl")
    add_sheet(shelves["public"].page.get_parent().specific, "francais", audience="public")
    add_sheet(dutch.get_parent().specific, "nederlands", audience="public")
    library("en")

    assert listed("/nl/ressources/") == {
        "Pour public-nl": (dutch.url_path, ""),
        "Pour nederlands": ("/nl/ressources/nederlands/", ""),
        "Pour francais": ("/nl/ressources/francais/", "fr"),
    }
    assert listed("/en/ressources/") == {
        "Pour public": ("/en/ressources/public/", "fr"),
        "Pour nederlands": ("/en/ressources/nederlands/", "nl"),
        "Pour francais": ("/en/ressources/francais/", "fr"),
    }
    assert listed("/en/ressources/?langue=nl").keys() == {"Pour public-nl", "Pour nederlands"}
    tags = BeautifulSoup(read("/en/ressources/"), "html.parser").select("main .ag .tag")
    assert sorted(tag.text for tag in tags) == ["Français", "Français", "Nederlands"]


def test_what_is_not_translated_is_found_as_well_and_says_so(shelves):
    page = BeautifulSoup(read("/nl/trouver/?mots=fiche"), "html.parser")

    row = page.select_one("main ol.list li")

    assert (row.a.text, row.a["href"], row["lang"]) == ("Pour public", "/nl/ressources/public/", "fr")
    assert row.select_one(".tag").text == "Français"


def test_what_is_not_translated_is_read_in_french_and_says_so(shelves):
    library("nl")
    answer = Client().get(listed("/nl/ressources/")["Pour public"][0])

    page = BeautifulSoup(answer.content, "html.parser")
    assert (page.html["lang"], answer["Content-Language"]) == ("fr", "fr")
    assert page.select_one("main .note").find_parent(lang=True)["lang"] == "nl"
    assert page.select_one("link[rel=canonical]")["href"].endswith("/fr/ressources/public/")
    assert "s-maxage" in answer["Cache-Control"]


def test_where_another_page_has_that_address_the_french_one_is_read_at_its_own(shelves):
    add_sheet(library("nl"), "public", audience="mentors")

    assert listed("/nl/ressources/") == {"Pour public": ("/fr/ressources/public/", "fr")}


def test_a_translation_of_what_is_not_for_everybody_is_read_where_it_is_listed(shelves, signed_in):
    translate(shelves["mentors"].page, "nl", audience="public")

    at, tongue = listed(LIBRARY)["Pour mentors-nl"]

    assert (tongue, "Une fiche sur mentors-nl." in read(at)) == ("nl", True)
    assert "Une fiche sur mentors." in read(at, signed_in("mentor"))


def test_what_is_for_everybody_is_read_where_its_translation_is_not(shelves):
    translate(shelves["public"].page, "nl", audience="mentors")

    assert "Une fiche sur public." in read(listed("/nl/ressources/")["Pour public"][0])


def test_a_page_is_read_where_wagtail_keeps_its_translation_for_some(shelves):
    french = ResourcePage.objects.get(pk=shelves["public"].page.pk)
    translate(french, "nl")
    PageViewRestriction.objects.create(page=french, restriction_type=PageViewRestriction.LOGIN)

    assert "Une fiche sur public-nl." in read(listed(LIBRARY)["Pour public-nl"][0])


@pytest.mark.parametrize("place", ["/fr/ressources/?langue=nl", "/fr/ressources/?mot=nederlands"])
def test_sheets_that_are_asked_for_in_one_language_are_read_in_it(shelves, place):
    dutch = translate(shelves["public"].page, "nl")
    write(dutch, summary="In het Nederlands.")

    assert listed(place) == {"Pour public-nl": (dutch.url_path, "nl")}


def test_a_sheet_says_what_it_is_when_it_is_found_or_shared(shelves):
    head = BeautifulSoup(read(f"{LIBRARY}public/"), "html.parser")

    assert head.select_one("meta[name=description]")["content"] == "Une fiche sur public."
    assert head.select_one(".crumb a[href='/fr/ressources/']") is not None
    assert "Une fiche sur public." in read("/fr/trouver/?mots=public")


def test_members_read_what_is_meant_for_them_at_the_same_address_and_no_cache_keeps_it(shelves, signed_in):
    visitor, mentor = Client().get(LIBRARY), signed_in("mentor").get(LIBRARY)

    assert "s-maxage" in visitor["Cache-Control"] and "Cookie" not in visitor.get("Vary", "")
    assert "no-store" in mentor["Cache-Control"] and "ETag" not in mentor
    assert len(re.findall(r"Pour \w+", mentor.content.decode())) == 6
    assert "/deconnexion/" in mentor.content.decode() and "/deconnexion/" not in visitor.content.decode()
    assert f'href="/fr/connexion/?next={LIBRARY}"' in visitor.content.decode()


def test_a_library_without_public_sheets_says_so(clock, cast):
    add_sheet(library(), "mentors", audience="mentors")

    assert "ouvert à tout le monde" in read(LIBRARY)


def test_a_sheet_that_is_taken_back_from_the_public_is_gone_from_everything_at_once(shelves):
    page = shelves["public"].page

    write(page, audience="mentors", reviewed_on=date(2026, 11, 1))

    for path in (LIBRARY, "/fr/trouver/?mots=fiche", "/fr/plan/", "/sitemap.xml"):
        assert "/ressources/public/" not in read(path)
    assert Client().get(f"{LIBRARY}public/").status_code == 302
    assert Client().get(shelves["public"].paper.url).status_code == 302
