"""Whoever keeps a sheet of the library true reads it whatever their journey, sees when it is due, and says that it still holds."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cms.models import ResourcePage
from hub.models import Entry
from tests.cms.library import open_library

PAGE = "/fr/espace/fiches/"


@pytest.fixture(autouse=True)
def stopped(clock):
    """Every test of this file happens at one instant."""


@pytest.fixture
def shelves(cast, now):
    """Somebody without a promotion keeps two sheets: one overdue, in French, and one that is due in a year."""
    shelves = open_library(cast, now)
    for name, days in (("duo", -1), ("trained", 300)):
        due = now.date() + timedelta(days=days)
        ResourcePage.objects.filter(pk=shelves[name].page.pk).update(keeper=cast.stranger, review_on=due)
    return shelves


def read(browser, path=PAGE):
    answer = browser.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_it_is_read_with_its_files_by_whoever_keeps_it_as_long_as_they_do(shelves, signed_in):
    browser, kept, other = signed_in("stranger"), shelves["duo"], shelves["mentors"]
    paths = [kept.page.url_path, kept.paper.url, kept.linked.url]

    during = [browser.get(path).status_code for path in paths]
    ResourcePage.objects.filter(pk=kept.page.pk).update(keeper=None)

    assert during == [200, 200, 200]
    assert [browser.get(path).status_code for path in paths] == [404, 404, 404]
    assert browser.get(other.page.url_path).status_code == 404


def test_the_list_has_ones_own_alone_the_overdue_first(shelves, signed_in):
    page = read(signed_in("stranger"))

    rows = page.select("main li.panel")
    assert [row.select_one("a")["href"] for row in rows] == [shelves[name].page.url_path for name in ("duo", "trained")]
    assert [row.select_one(".tag.late") is not None for row in rows] == [True, False]
    assert "lundi 23\xa0novembre 2026" in rows[0].p.text
    assert page.select("main a[href^='/admin/']") == [], "no editor: nothing leads there"


def test_one_press_says_that_it_still_holds(shelves, signed_in, cast, now):
    browser, page = signed_in("stranger"), shelves["duo"].page

    answer = browser.post(f"{PAGE}{page.pk}/", follow=True)

    page.refresh_from_db()
    assert (page.reviewed_on, page.review_on) == (now.date(), now.date() + timedelta(days=365))
    said = BeautifulSoup(answer.content, "html.parser").select_one("main [role=status]").text
    assert page.title in said and "un an" in said
    assert Entry.objects.filter(verb="sheet.confirmed", actor=cast.stranger).count() == 1


@pytest.mark.parametrize("who", ["mentor", "coordinator", "admin"])
def test_nobody_says_it_in_another_s_place(shelves, signed_in, who):
    page = ResourcePage.objects.get(pk=shelves["duo"].page.pk)
    before = page.review_on

    assert signed_in(who).post(f"{PAGE}{page.pk}/").status_code == 404
    assert signed_in(who).get(PAGE).status_code == 404
    assert Client().post(f"{PAGE}{page.pk}/").status_code == 302
    page.refresh_from_db()
    assert (page.keeper.first_name, page.review_on) == ("Stranger", before)


def test_a_draft_is_not_in_the_list(shelves, signed_in):
    shelves["duo"].page.unpublish()

    assert len(read(signed_in("stranger")).select("main li.panel")) == 1


def test_ones_space_leads_there_and_says_whether_something_is_due(shelves, signed_in):
    found = read(signed_in("stranger"), "/fr/espace/").select_one("#kept-sheets").find_parent("section")

    assert found.a["href"] == PAGE
    assert found.p.text.strip().startswith("1 fiche")
    assert read(signed_in("mentor"), "/fr/espace/").select_one("#kept-sheets") is None


def test_once_all_is_read_ones_space_says_so(shelves, signed_in):
    browser = signed_in("stranger")
    browser.post(f"{PAGE}{shelves['duo'].page.pk}/")

    assert "relues à temps" in read(browser, "/fr/espace/").select_one("#kept-sheets").find_parent("section").text


def test_an_editor_is_led_to_where_they_change_it(shelves, signed_in, cast):
    page = shelves["duo"].page
    ResourcePage.objects.filter(pk=page.pk).update(keeper=cast.editor)

    assert read(signed_in("editor")).select_one(f'main a[href="/admin/pages/{page.pk}/edit/"]') is not None


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_little_for_three_as_for_one(shelves, signed_in, cast, number, django_assert_num_queries):
    keys = [shelves[name].page.pk for name in ("duo", "trained", "branch")]
    ResourcePage.objects.filter(pk__in=keys).update(keeper=None)
    ResourcePage.objects.filter(pk__in=keys[:number]).update(keeper=cast.stranger)
    browser = signed_in("stranger")
    browser.get(PAGE)

    with django_assert_num_queries(9):
        read(browser)
