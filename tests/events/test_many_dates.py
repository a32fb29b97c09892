"""The agenda of a time when much takes place: some twenty dates a page, to the end of a day, and none is left out."""

import re

import pytest
from django.test import Client

from events.views.months import LISTED
from tests.events.test_feeds import add


def titles(page):
    return re.findall(r'<h3>.*?<span lang="fr">(.*?)</span>', page)


def months(page):
    return re.findall(r"<h2>(\w+) \d{4}</h2>", page.replace("\xa0", " "))


def read(query="?genre=apero"):
    return Client().get(f"/fr/agenda/{query}").content.decode()


def link(page, words):
    """The query string behind a link."""
    return next((url for url, text in re.findall(r'href="(\?[^"]*)">(.*?)</a>', page) if words in text), "").replace(
        "&amp;", "&"
    )


@pytest.fixture
def daily(clock, cast, now):
    """One a day for fifty days, from the 26th of November to the 14th of January."""
    days = [f"2026-11-{day}" for day in range(26, 31)]
    days += [f"2026-12-{day:02}" for day in range(1, 32)] + [f"2027-01-{day:02}" for day in range(1, 15)]
    return [add(cast, now, start=f"{day}T18:30", end=f"{day}T20:00", title=day).title for day in days]


def test_from_page_to_page_every_date_is_there_once(daily):
    page, seen = read(), []
    for _ in range(9):
        found = titles(page)
        assert len(found) <= LISTED
        seen += found
        if not link(page, "Plus tard"):
            break
        page = read(link(page, "Plus tard"))

    assert seen == daily


def test_a_page_has_the_headings_of_its_own_months(daily):
    first = read()
    second = read(link(first, "Plus tard"))

    assert months(first) == ["Novembre", "Décembre"]
    assert months(second) == ["Décembre", "Janvier"]
    assert titles(second)[0] == "2026-12-16"
    assert months(read("?genre=apero&mois=2026-12-28")) == ["Décembre", "Janvier"]


def test_a_page_that_is_full_before_the_next_month_does_not_call_that_one_empty(clock, cast, now):
    for number in range(LISTED + 5):
        add(cast, now, start=f"2026-11-{26 + number // 7}T18:30", end=f"2026-11-{26 + number // 7}T20:00")

    page = read()

    assert months(page) == ["Novembre"]
    assert "Rien ce mois-ci" not in page
    assert len(titles(page)) + len(titles(read(link(page, "Plus tard")))) == LISTED + 5


def test_a_day_is_never_cut_in_two(clock, cast, now):
    for _ in range(LISTED + 5):
        add(cast, now, title="Le trois")
    add(cast, now, start="2026-12-04T18:30", end="2026-12-04T20:00", title="Le quatre")

    on_its_own = read("?genre=apero&mois=2026-12-03")

    assert titles(on_its_own) == ["Le trois"] * (LISTED + 5)
    assert link(on_its_own, "Plus tard") == "?genre=apero&mois=2026-12-04"
    assert titles(read("?genre=apero&mois=2026-12-04")) == ["Le quatre"]


def test_back_from_the_middle_of_a_month_to_its_beginning_and_never_before_today(daily):
    middle = read("?genre=apero&mois=2026-12-16")
    beginning = read(link(middle, "Plus tôt"))

    assert titles(beginning)[0] == "2026-12-01"
    assert link(beginning, "Plus tôt") == "?genre=apero&mois=2026-11"
    assert titles(read(link(beginning, "Plus tôt")))[0] == "2026-11-26"
    assert link(read(), "Plus tôt") == ""


def test_a_table_has_the_whole_of_both_months_whatever_day_the_list_began_with(daily):
    listed = read("?genre=apero&mois=2026-12-16")
    table = read(link(listed, "Mois"))

    assert link(listed, "Mois") == "?genre=apero&vue=mois&mois=2026-12"
    assert sum(day in table for day in daily) == len([day for day in daily if day >= "2026-12"])
    assert link(table, "Liste") == "?genre=apero&mois=2026-12"


@pytest.mark.parametrize("day", ["2026-02-31", "2026-13-01", "2026-12-1", "demain"])
def test_a_day_that_does_not_exist_is_today(daily, day):
    assert titles(read(f"?genre=apero&mois={day}")) == titles(read())
