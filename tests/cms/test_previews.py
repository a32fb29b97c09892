"""What an editor sees of a page before its time: whatever it shows of calls and dates is as it will be then."""

from datetime import timedelta

import pytest

from cms import models
from cms.moments import AHEAD

SESSION, LATER = "Mardi 1<sup>er</sup>", "Jeudi 10"
CALLS = ("calls", {"heading": "Appels", "limit": 3})
DATES = ("sessions", {"heading": "Dates", "limit": 3, "kind": "information"})


@pytest.fixture(autouse=True)
def stopped(clock):
    """Every test of this file happens at one instant."""


@pytest.fixture
def home(cast):
    return models.HomePage.objects.get(locale__language_code="fr")


def add(above, page):
    page.locale = above.locale
    return type(page).objects.get(pk=above.add_child(instance=page).pk)


def seen(page, moment=""):
    answer = page.make_preview_request(preview_mode=moment)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


@pytest.fixture
def pages(cast, home):
    """A page of each kind that shows something dated, by its own template or by a block."""
    home.body = [CALLS, DATES]
    home.save()
    index = add(home, models.BranchIndexPage(title="Antennes", slug="antennes"))
    return {
        "home": home,
        "calls": models.CallIndexPage.objects.get(locale__language_code="fr"),
        "branches": index,
        "branch": add(
            index, models.BranchPage(title="Lille", slug="lille", lead="Près des gares.", branch=cast.branches["lille"])
        ),
        "journey": add(home, models.JourneyPage(title="Parcours", slug="parcours")),
        "call card": add(home, models.StandardPage(title="Cartes", slug="cartes", body=[CALLS])),
        "dates": add(home, models.StandardPage(title="Dates", slug="dates", body=[DATES])),
    }


def test_every_kind_that_shows_something_dated_has_four_moments_ahead_and_no_other(cast, home, pages):
    still = add(home, models.StandardPage(title="Contact", slug="contact", body=[("text", "<p>Bonjour.</p>")]))

    found = {name: [mode for mode, _label in page.preview_modes] for name, page in pages.items()}

    assert found == {name: ["", *AHEAD] for name in pages}
    assert [mode for mode, _label in still.preview_modes] == [""]
    assert [later for _label, later in AHEAD.values()] == sorted(later for _label, later in AHEAD.values())


@pytest.mark.parametrize("name", ["home", "branch", "journey", "dates"])
def test_a_session_that_is_over_then_is_not_shown(clock, pages, name):
    clock.shift(timedelta(days=1))
    page = pages[name]

    today, soon, late = (seen(page, moment) for moment in ("", "week", "quarter"))

    assert SESSION in today and LATER in today
    assert SESSION not in soon and LATER in soon
    assert SESSION not in late and LATER not in late


@pytest.mark.parametrize("name", ["home", "calls", "branches", "branch", "call card"])
def test_a_call_that_is_closed_then_is_not_shown(cast, now, pages, name):
    models.Call.objects.update(deadline=now + timedelta(days=40))
    page, words = pages[name], "16 places" if name == "branches" else "/fr/devenir-mentor/lille/"

    assert [words in seen(page, moment) for moment in ("", "week", "month", "quarter", "half")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_call_that_opens_soon_stands_there_as_it_will(cast, now, pages):
    models.Call.objects.update(opens_at=now + timedelta(days=3))

    today, soon = seen(pages["call card"]), seen(pages["call card"], "week")

    assert "Ouvre bientôt" in today and "16 places" not in today
    assert "16 places" in soon and "Ouvre bientôt" not in soon


def test_a_moment_that_is_none_is_today(pages):
    assert SESSION in seen(pages["dates"], "never")
