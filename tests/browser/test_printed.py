"""On paper: the agenda as a list and as a table, the sheet one signs; nothing on it that one can only press."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

pytestmark = [pytest.mark.browser, pytest.mark.long]
# What stands on the page and asks for a finger.
PRESSED = """() => [...document.querySelectorAll("button, select, input, .btn, nav, summary")].filter(it => it.checkVisibility())
  .map(it => it.outerHTML.slice(0, 80))"""
LETTERS = "it => parseFloat(getComputedStyle(it).fontSize) * 72 / 96"


def next_month():
    return timezone.localdate().replace(day=1) + timedelta(days=31)


def sheets(page):
    return len(re.findall(rb"/Type /Page\b(?!s)", page.pdf(format="A4")))


def test_two_months_of_a_branch_fit_on_two_sheets(visit):
    page = visit(f"/fr/agenda/?vue=mois&antenne=lille&mois={next_month():%Y-%m}")
    page.emulate_media(media="print")

    assert sheets(page) == 2
    assert page.get_by_role("heading", name="L’agenda sur votre téléphone").count() == 0
    assert page.evaluate(PRESSED) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_list_has_every_date_and_nothing_to_press(visit, width):
    page = visit(f"/fr/agenda/?antenne=lille&mois={next_month():%Y-%m}", width=width)
    rows = page.locator(".ag > li")
    before = rows.count()
    page.emulate_media(media="print")

    assert before > 0
    assert [row.is_visible() for row in rows.all()] == [True] * before
    assert page.evaluate(PRESSED) == []
    assert sheets(page) <= 2 + before // 5


def check_date(page):
    page.emulate_media(media="print")

    assert sheets(page) <= 2
    assert page.locator("main h1").is_visible() and page.locator("main .meta time").first.is_visible()
    assert page.evaluate(PRESSED) == []


@pytest.mark.parametrize("who", ["", "mentor", "coordinator"])
def test_a_date_fits_on_two_sheets_with_when_and_where_and_nothing_to_press(visit, enter, demo, who):
    path = demo["urls"]["event_hybrid"]

    check_date(enter(who, path) if who else visit(path))


def test_so_does_one_of_a_series_with_all_that_a_member_is_asked(enter):
    page = enter("mentor", "/fr/agenda/?genre=apero&antenne=lille")
    page.locator(".ag h3 a", has_text="premier jeudi").first.click()
    page.wait_for_load_state()

    check_date(page)


def test_the_sheet_one_signs_is_in_large_letters_with_a_line_for_each(enter, demo):
    page = enter("coordinator", demo["urls"]["team_event"] + "feuille/", width=360)
    page.emulate_media(media="print")
    lines = page.locator(".sheet tbody tr")

    assert page.evaluate(PRESSED) == []
    assert page.locator(".sheet p.flt").is_visible() is False
    assert page.locator(".sheet tbody th").first.evaluate(LETTERS) >= 18
    # Room for a hand, and the heads of the columns again on each sheet.
    assert min(line.bounding_box()["height"] for line in lines.all()) >= 38
    assert page.locator(".sheet thead").evaluate("it => getComputedStyle(it).display") == "table-header-group"
    assert sheets(page) <= 1 + lines.count() // 12
