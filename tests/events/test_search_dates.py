"""The dates of the agenda in the members' search: found without accents, by their days, and never those of others."""

import re

import pytest

from tests.events.test_feeds import add
from tests.events.test_lives import change

SEARCH = "/fr/recherche/"


@pytest.fixture
def dates(clock, cast, now):
    facts = {"kind": "workshop", "title": "Préparer un entretien", "description": "Jeux de rôle à deux."}
    return [
        add(cast, now, **facts, place="Médiathèque"),
        add(cast, now, **facts, start="2027-01-09T00:30", end="2027-01-09T02:00", branch="reunion"),
        add(cast, now, **facts, status="draft"),
        add(cast, now, **facts, audience="promotion", promotion=cast.other_promotion),
    ]


def found(browser, query):
    return [
        int(key) for key in re.findall(r'href="/fr/agenda/(\d+)/"', browser.get(f"{SEARCH}?{query}").content.decode())
    ]


@pytest.mark.parametrize(
    ("query", "which"),
    [
        ("mots=preparer+entret", [1, 0]),
        ("mots=%22jeux+de+role%22", [1, 0]),
        ("mots=mediatheque", [0]),
        ("mots=entretien&du=9/1/2027&au=9/1/2027", [1]),
        ("mots=entretien&au=2/12/2026", []),
        ("mots=entretien&auteur=mentor", []),
        ("mots=rien", []),
        ("du=1/12/2026&au=31/12/2026", []),
    ],
)
def test_it_finds_what_one_may_see_by_words_and_days(dates, signed_in, query, which):
    assert found(signed_in("mentor"), query) == [dates[one].pk for one in which]


def test_it_follows_another_title_and_says_what_is_cancelled(dates, cast, now, signed_in, clock):
    change(cast, dates[0], now, title="Café des métiers")
    browser = signed_in("mentor")
    signed_in("coordinator").post(f"/fr/equipe/agenda/{dates[0].pk}/annuler/", {"act": "cancel"})

    page = browser.get(f"{SEARCH}?mots=cafe+metiers").content.decode()

    assert found(browser, "mots=cafe+metiers") == [dates[0].pk] and "Annulé, atelier, Lille" in page
    assert found(browser, "mots=entretien") == [dates[1].pk]
