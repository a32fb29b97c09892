"""Folding, excerpts and days: what is written and what is asked meet, whatever the accents, cases and quotes."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.search.ask import read_words
from hub.search.excerpt import excerpt, places
from hub.search.fold import LONGEST_WORD, fold, located
from hub.words.days import read_days

TODAY = date(2026, 11, 24)
DAYS = {
    "12/11/2026": (date(2026, 11, 12), date(2026, 11, 12)),
    "12-11-26": (date(2026, 11, 12), date(2026, 11, 12)),
    "12.11.2026": (date(2026, 11, 12), date(2026, 11, 12)),
    "2026-11-12": (date(2026, 11, 12), date(2026, 11, 12)),
    "jeudi 12 novembre 2026": (date(2026, 11, 12), date(2026, 11, 12)),
    "1er déc. 2025": (date(2025, 12, 1), date(2025, 12, 1)),
    "12 novembre": (date(2026, 11, 12), date(2026, 11, 12)),
    "12 décembre": (date(2025, 12, 12), date(2025, 12, 12)),
    "November 2026": (date(2026, 11, 1), date(2026, 11, 30)),
    "feb. 2024": (date(2024, 2, 1), date(2024, 2, 29)),
    "mrt. 2026": (date(2026, 3, 1), date(2026, 3, 31)),
    "2026": (date(2026, 1, 1), date(2026, 12, 31)),
    "hier": (date(2026, 11, 23), date(2026, 11, 23)),
    "aujourd’hui": (TODAY, TODAY),
    "31/02/2026": None,
    "bientôt": None,
    "12": None,
    "99/99/9999": None,
}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Réunion", "reunion"),
        ("RÉUNION", "reunion"),
        (unicodedata.normalize("NFD", "réunion"), "reunion"),
        ("L’œuvre, à l'été !", "l oeuvre a l ete"),
        ("Nom_propre", "nom propre"),
        ("Łódź Ærø straße ﬁn ĳs", "lodz aero strasse fin ijs"),
        ("co\u00adopération", "cooperation"),
        ("18\u00a0h\u202f30", "18 h 30"),
        ("👍 %_'\\", ""),
        ("x" * 5000, "x" * LONGEST_WORD),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_words_are_located_where_they_stand(text):
    found = located(text)

    assert " ".join(word for word, _start, _end in found) == fold(text)
    assert all(fold(text[start:end]).split()[:1] for _word, start, end in found)


@given(st.text(), st.lists(st.text(max_size=4), max_size=3))
def test_an_excerpt_holds_nothing_but_the_text(text, words):
    pieces = excerpt(text, [fold(word) for word in words if fold(word)])

    # Which space it is, one that may break or not, is a matter of how it is shown.
    plain = " ".join(text.split())
    whole = " ".join("".join(piece.text for piece in pieces).split())
    assert whole.removeprefix("…").removesuffix("…").strip() in plain or "…" in plain


def test_an_excerpt_marks_whole_words_and_phrases():
    text = "Bonjour. " * 40 + "La réunion du premier rendez-vous, puis d’autres réunions. " + "Merci. " * 60

    pieces = excerpt(text, ["reun"], ["premier rendez vous"])

    assert [piece.text for piece in pieces if piece.marked] == ["réunion", "premier rendez-vous", "réunions"]
    assert pieces[0].text == "…" and pieces[-1].text.endswith("…")


def test_what_overlaps_is_marked_once():
    assert places("premier rendez-vous", ["rendez"], ["premier rendez vous"]) == [(0, 19)]


def test_quotes_of_three_languages_hold_a_phrase():
    assert read_words("café « premier rendez-vous » été") == (("cafe", "ete"), ("premier rendez vous",))
    assert read_words('"à l’heure" “de pont”') == ((), ("a l heure", "de pont"))
    assert read_words('deux "mots') == (("deux", "mots"), ())
    assert read_words("!? «»") == ((), ())
    assert read_words("l’électricien d'accord JUSQU’ici aujourd’hui c'") == (
        ("electricien", "accord", "ici", "aujourd", "hui", "c"),
        (),
    )


@pytest.mark.parametrize("text", DAYS)
def test_days_as_people_type_them(text):
    assert read_days(text, TODAY) == DAYS[text]


@given(st.text(max_size=40))
def test_no_date_is_a_fault(text):
    read_days(text, TODAY)
