"""A page that exists in one language only: shown in that with a notice elsewhere, and counted as a translation nowhere."""

import pytest
from bs4 import BeautifulSoup, NavigableString
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.search import index
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.dashboard import untranslated
from cms.models import CallPage, HomePage, StandardPage


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


def found_at(path):
    """{address: (language of the link, what stands beside it)} of the pages that a list names."""
    page = BeautifulSoup(Client().get(path).content, "html.parser")
    links = page.select("main ul.plan a, main ol.list a")
    beside = [link.next_sibling if isinstance(link.next_sibling, NavigableString) else "" for link in links]
    return {link["href"]: (link.get("lang"), str(words).strip()) for link, words in zip(links, beside, strict=True)}


@pytest.mark.parametrize(("code", "said"), [("nl", "(in het Frans)"), ("en", "(in French)")])
@pytest.mark.parametrize("place", ["plan/", "trouver/?mots=neuf"])
def test_the_plan_and_the_search_of_another_language_name_it_and_say_its_language(made, code, said, place):
    index.insert_or_update_object(made)

    found = found_at(f"/{code}/{place}")

    assert found[f"/{code}/neuf/"] == ("fr", said)
    assert not [path for path, (lang, _said) in found.items() if lang and path != f"/{code}/neuf/"]
    assert found_at(f"/fr/{place}")["/fr/neuf/"] == (None, "")


@pytest.mark.parametrize("place", ["plan/", "trouver/?mots=neuf"])
def test_once_it_is_translated_they_name_the_translation_alone(made, place):
    sister = made.copy_for_translation(Locale.objects.get(language_code="nl"))
    sister.slug = "neuf-nl"
    sister.save_revision().publish()
    for page in (made, sister):
        index.insert_or_update_object(page)

    found = found_at(f"/nl/{place}")

    assert found["/nl/neuf-nl/"] == (None, "")
    assert not {"/nl/neuf/", "/fr/neuf/"} & found.keys()


def test_in_the_plan_it_stands_below_the_page_it_belongs_to_after_what_is_translated(made):
    below = StandardPage(title="Plus bas", slug="plus-bas", locale=made.locale)
    made.add_child(instance=below).save_revision().publish()

    page = BeautifulSoup(Client().get("/nl/plan/").content, "html.parser")

    (home,) = page.select("main nav > ul.plan:first-child > li")
    assert home.a["href"] == "/nl/"
    assert [row.a["href"] for row in home.ul.find_all("li", recursive=False)] == ["/nl/devenir-mentor/", "/nl/neuf/"]
    assert page.select_one('a[href="/nl/neuf/plus-bas/"]').find_parent("ul").find_parent("li").a["href"] == "/nl/neuf/"


def test_where_another_page_has_that_address_the_french_one_is_read_at_its_own(made):
    home = HomePage.objects.get(locale__language_code="nl")
    other = StandardPage(title="Iets anders", slug="neuf", locale=home.locale)
    home.add_child(instance=other).save_revision().publish()

    found = found_at("/nl/plan/")

    assert found["/fr/neuf/"] == ("fr", "(in het Frans)")
    assert found["/nl/neuf/"] == (None, "")


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_the_plan_begins_at_the_home_page(made, code):
    assert next(iter(found_at(f"/{code}/plan/"))) == f"/{code}/"
    assert "Root" not in BeautifulSoup(Client().get(f"/{code}/plan/").content, "html.parser").main.text


def test_an_alias_in_another_language_is_no_translation(made):
    assert ghosts(made).count() == 2

    told_of_french_alone(made)
    canonical = reads_in_french("nl").select_one("link[rel=canonical]")["href"]
    assert canonical.endswith("/fr/neuf/")


def test_translations_are_removed_with_their_page(made, signed_in):
    made.copy_for_translation(Locale.objects.get(language_code="nl"))

    signed_in("editor").post(f"/admin/pages/{made.pk}/delete/")

    assert not Page.objects.filter(translation_key=made.translation_key).exists()


@pytest.fixture
def alone(cast, clock):
    """alone("nl", "x") is a page that exists in Dutch alone, at /nl/x/."""

    def make(code, slug, title="Alleen hier"):
        home = HomePage.objects.get(locale__language_code=code)
        page = StandardPage(title=title, slug=slug, locale=home.locale, body=[("text", "<p>Eigen woorden.</p>")])
        home.add_child(instance=page).save_revision().publish()
        index.insert_or_update_object(page)
        return page

    return make


SAID = {
    ("nl", "fr"): "Cette page n’existe pas encore en français : vous la lisez en néerlandais.",
    ("nl", "en"): "This page is not in English yet: you read it in Dutch.",
    ("en", "fr"): "Cette page n’existe pas encore en français : vous la lisez en anglais.",
    ("en", "nl"): "Deze pagina bestaat nog niet in het Nederlands: u leest ze in het Engels.",
}


@pytest.mark.parametrize(("written", "asked"), SAID)
def test_a_page_without_a_french_one_is_read_in_its_own_language_and_says_so(alone, written, asked):
    alone(written, "eigen")

    answer = Client().get(f"/{asked}/eigen/")

    page = BeautifulSoup(answer.content, "html.parser")
    (note,) = page.select("main .note")
    assert answer.status_code == 200
    assert (page.html["lang"], answer["Content-Language"]) == (written, written)
    assert note.find_parent(lang=True)["lang"] == asked
    assert note.strong.text.replace("\xa0", " ") == SAID[written, asked]
    assert note.a["href"] == f"/{asked}/"
    assert "Eigen woorden." in page.main.text
    assert page.select_one("link[rel=canonical]")["href"].endswith(f"/{written}/eigen/")


def test_search_engines_and_editors_hear_of_the_one_language_it_has(alone):
    page = alone("nl", "eigen")

    heads = [BeautifulSoup(Client().get(f"/{code}/eigen/").content, "html.parser") for code in ("nl", "fr", "en")]
    listed = Client().get("/sitemap.xml").content.decode()
    (line,) = [one for one in untranslated([], everything=True).lines if one.text == page.title]

    assert [{tag["hreflang"] for tag in head.select("link[rel=alternate][hreflang]")} for head in heads] == [{"nl"}] * 3
    assert "/nl/eigen/" in listed and "/fr/eigen/" not in listed and "/en/eigen/" not in listed
    assert line.note == "Français, English"


@pytest.mark.parametrize(("code", "said"), [("fr", "(en néerlandais)"), ("en", "(in Dutch)")])
@pytest.mark.parametrize("place", ["plan/", "trouver/?mots=alleen"])
def test_the_plan_and_the_search_name_it_in_every_language(alone, code, said, place):
    alone("nl", "eigen")

    assert found_at(f"/{code}/{place}")[f"/{code}/eigen/"] == ("nl", said)
    assert found_at(f"/nl/{place}")["/nl/eigen/"] == (None, "")


def test_of_two_at_one_path_the_french_one_is_read_there_and_the_other_at_its_own(alone):
    alone("nl", "eigen")
    alone("fr", "eigen", "Rien qu’ici")

    found = found_at("/en/plan/")

    assert (found["/en/eigen/"], found["/nl/eigen/"]) == (("fr", "(in French)"), ("nl", "(in Dutch)"))
    assert "Rien qu’ici" in Client().get("/en/eigen/").content.decode()


def test_a_translation_at_another_path_is_read_where_its_page_would_be(made):
    sister = made.copy_for_translation(Locale.objects.get(language_code="nl"))
    sister.title, sister.slug = "Iets nieuws", "nieuw"
    sister.save_revision().publish()

    french, dutch, english = (
        BeautifulSoup(Client().get(path).content, "html.parser") for path in ("/fr/nieuw/", "/nl/neuf/", "/en/nieuw/")
    )

    assert [page.html["lang"] for page in (french, dutch, english)] == ["fr", "nl", "fr"]
    assert [len(page.select("main .note")) for page in (french, dutch, english)] == [0, 0, 1]
    paths = [page.select_one("link[rel=canonical]")["href"] for page in (french, dutch, english)]
    assert [path.partition("8000")[2] for path in paths] == ["/fr/neuf/", "/nl/nieuw/", "/fr/neuf/"]


def test_a_translation_that_wagtail_keeps_for_some_is_told_to_nobody(made):
    sister = made.copy_for_translation(Locale.objects.get(language_code="nl"))
    below = StandardPage(title="Plus bas", slug="plus-bas", locale=made.locale)
    made.add_child(instance=below).save_revision().publish()
    under = below.copy_for_translation(sister.locale)
    for page in (sister, under):
        page.save_revision().publish()
    PageViewRestriction.objects.create(page=made, restriction_type=PageViewRestriction.LOGIN)

    heads = [BeautifulSoup(Client().get(page.url_path).content, "html.parser") for page in (sister, under)]

    told = [{tag["hreflang"] for tag in head.select("link[rel=alternate][hreflang]")} for head in heads]
    assert told == [{"nl"}, {"nl"}]


def test_what_is_a_draft_in_every_language_is_nowhere(alone):
    alone("nl", "eigen").unpublish()

    assert {Client().get(f"/{code}/eigen/").status_code for code in ("fr", "nl", "en")} == {404}


def test_a_call_that_is_in_dutch_alone_is_listed_read_and_applied_to_in_every_language(
    cast, clock, django_assert_max_num_queries
):
    for page in CallPage.objects.exclude(locale__language_code="nl"):
        page.unpublish()

    listed = Client().get("/fr/devenir-mentor/").content.decode()
    with django_assert_max_num_queries(12):
        shown = BeautifulSoup(Client().get("/fr/devenir-mentor/lille/").content, "html.parser")
    opened = Client().get(f"/fr/candidature/{cast.call.pk}/")

    assert 'href="/fr/devenir-mentor/lille/" hreflang="nl"' in listed
    assert (shown.html["lang"], len(shown.select('main > [lang="fr"] .note'))) == ("nl", 1)
    assert shown.select_one("form[action*='/candidature/']") is not None
    assert opened["Location"].endswith("/fr/devenir-mentor/lille/")
