"""A link to what is not translated says so before it is followed, and leads where the page says so as well."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Locale, PageViewRestriction

from cms.models import (
    BranchIndexPage,
    BranchPage,
    Call,
    CallIndexPage,
    CallPage,
    HomePage,
    JourneyPage,
    LegalPage,
    ResourceIndexPage,
    StandardPage,
)

CALL = "devenir-mentor/lille/"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def stopped(clock, cast):
    """Every test of this file happens at one instant, with the cast."""


def add(kind, slug, code="fr", under=None, **facts):
    """A published page of that kind, below the home page of its language."""
    above = under or HomePage.objects.get(locale__language_code=code)
    page = above.add_child(instance=kind(title=slug.title(), slug=slug, locale=above.locale, **facts))
    page.save_revision().publish()
    return page


def read(path):
    answer = Client().get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def told(page, path, within="main"):
    """(language of the link, its words) of the one link to this path."""
    (link,) = page.select(f'{within} a[href="{path}"]')
    return link.get("hreflang"), " ".join(link.text.split())


def without_dutch_call():
    CallPage.objects.filter(locale__language_code="nl").first().unpublish()


@pytest.mark.parametrize(("code", "other", "said"), [("nl", "fr", "(in het Frans)"), ("en", None, "")])
def test_the_card_of_a_call(code, other, said):
    without_dutch_call()

    hreflang, words = told(read(f"/{code}/devenir-mentor/"), f"/{code}/{CALL}")

    assert hreflang == other
    assert ("(" in words) is bool(said) and said in words
    assert len(read(f"/{code}/{CALL}").select(f'main > [lang="{code}"] .note')) == (1 if other else 0)


def test_where_the_page_of_another_call_has_its_address_the_card_leads_to_its_own(cast, now):
    CallPage.objects.get(locale__language_code="nl").delete()
    over = Call.objects.create(branch=cast.call.branch, opens_at=now - 2 * DAY, deadline=now - DAY)
    add(CallPage, "lille", under=CallIndexPage.objects.get(locale__language_code="nl"), call=over, lead="Voorbij.")

    assert told(read("/nl/devenir-mentor/"), f"/fr/{CALL}")[0] == "fr"


def test_the_short_address_and_the_form_s_own_lead_to_where_the_page_says_so(cast):
    without_dutch_call()

    short = Client().get(f"/a/{cast.call.pk}/", headers={"Accept-Language": "nl"})
    opened = Client().get(f"/nl/candidature/{cast.call.pk}/")
    later = Client().get(f"/nl/candidature/{cast.call.pk}/plus-tard/")

    assert {one["Location"] for one in (short, opened, later)} == {f"/nl/{CALL}"}


def test_a_ghost_of_a_call_is_no_page_of_it(cast):
    """An alias in the Dutch tree only repeats the French words."""
    CallPage.objects.get(locale__language_code="nl").delete()
    french = CallPage.objects.get(locale__language_code="fr")
    french.copy_for_translation(Locale.objects.get(language_code="nl"), alias=True)

    answer = Client().post(f"/nl/candidature/{cast.call.pk}/", {"first_name": "Zoé"})
    page = BeautifulSoup(answer.content, "html.parser")
    poster = read(f"/nl/affiche/{cast.call.pk}/")

    assert (page.html["lang"], len(page.select('main > [lang="nl"] .note'))) == ("fr", 1)
    assert poster.select_one(".poster")["lang"] == "fr"
    assert told(read("/nl/devenir-mentor/"), f"/nl/{CALL}")[0] == "fr"


@pytest.fixture
def antennes(cast):
    """The list of branches in French and Dutch, with the page of one branch in French."""
    french = add(BranchIndexPage, "antennes")
    french.copy_for_translation(Locale.objects.get(language_code="nl")).save_revision().publish()
    return add(BranchPage, "lille", under=french, branch=cast.branches["lille"], lead="Près des gares.")


def test_the_list_of_branches_has_each_and_says_which_are_not_translated(antennes, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = read("/nl/antennes/")

    assert told(page, "/nl/antennes/lille/")[0] == "fr"
    assert "(in het Frans)" in told(page, "/nl/antennes/lille/")[1]
    assert page.find("p", string="Près des gares.")["lang"] == "fr"
    assert told(read("/fr/antennes/"), "/fr/antennes/lille/")[0] is None


def test_a_branch_that_is_translated_stands_there_once(antennes):
    sister = antennes.copy_for_translation(Locale.objects.get(language_code="nl"))
    sister.lead = "Bij de stations."
    sister.save_revision().publish()

    page = read("/nl/antennes/")

    assert told(page, "/nl/antennes/lille/")[0] is None
    assert "Bij de stations." in page.main.text and "Près des gares." not in page.main.text


def test_where_the_translation_is_kept_for_some_the_list_leads_to_the_page_it_names(antennes):
    sister = antennes.copy_for_translation(Locale.objects.get(language_code="nl"))
    sister.save_revision().publish()
    PageViewRestriction.objects.create(page=sister, restriction_type=PageViewRestriction.LOGIN)

    assert told(read("/nl/antennes/"), "/fr/antennes/lille/")[0] == "fr"


@pytest.fixture
def named():
    """A Dutch page that names a French one in each way a page can."""
    target = add(StandardPage, "neuf")
    text = f'<p><a linktype="page" id="{target.pk}">Iets nieuws</a></p>'
    intro = {"title": "Dag", "lead": "…", "primary_label": "Nieuws", "primary_page": target}
    body = [("intro", intro), ("text", text), ("button", {"label": "Naar het nieuws", "page": target})]
    return add(StandardPage, "wegen", "nl", body=body)


def links(page):
    return [(one["href"], one.get("hreflang")) for one in page.select("main .hero a, main p > a")]


def test_buttons_and_links_in_a_text(named, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = read("/nl/wegen/")

    assert links(page) == [("/nl/neuf/", "fr")] * 3
    assert page.text.count("(in het Frans)") == 2
    assert page.find("a", string="Iets nieuws")["data-in"] == "in het Frans"


def test_once_it_is_translated_they_lead_to_the_translation_and_say_nothing(named):
    sister = StandardPage.objects.get(slug="neuf").copy_for_translation(Locale.objects.get(language_code="nl"))
    sister.slug = "nieuw"
    sister.save_revision().publish()

    assert links(read("/nl/wegen/")) == [("/nl/nieuw/", None)] * 3


def test_where_another_page_has_that_address_they_lead_to_the_french_one_s_own(named):
    add(StandardPage, "neuf", "nl")

    assert links(read("/nl/wegen/")) == [("/fr/neuf/", "fr")] * 3


def test_the_menu_and_the_foot_of_every_page():
    add(JourneyPage, "parcours")
    add(LegalPage, "mentions-legales", updated_on=date(2026, 10, 1))

    for path in ("/nl/", "/nl/agenda/"):
        page = read(path)
        assert told(page, "/nl/parcours/", "nav.menu") == ("fr", "Hoe het gaat (in het Frans)")
        assert told(page, "/nl/mentions-legales/", "footer")[0] == "fr"
        assert told(page, "/nl/devenir-mentor/", "nav.menu")[0] is None
    lost = BeautifulSoup(Client().get("/nl/nergens/").content, "html.parser")
    assert told(lost, "/nl/mentions-legales/", "footer")[0] == "fr"
    assert told(read("/fr/"), "/fr/parcours/", "nav.menu")[0] is None


def test_a_member_s_menu_leads_to_the_library_in_the_language_it_has(signed_in):
    add(ResourceIndexPage, "ressources")
    mentor = signed_in("mentor")

    found = [BeautifulSoup(mentor.get(f"/{code}/espace/").content, "html.parser") for code in ("fr", "nl")]

    assert told(found[0], "/fr/ressources/", "nav.menu")[0] is None
    assert told(found[1], "/nl/ressources/", "nav.menu")[0] == "fr"


def test_hours_that_are_not_translated_say_their_language():
    said = read(f"/nl/{CALL}").find_all(string="Le matin.")

    assert len(said) > 1 and {one.parent.get("lang") for one in said} == {"fr"}
    assert read(f"/fr/{CALL}").select("footer span[lang]") == []
