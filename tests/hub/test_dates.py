"""Dates and hours in words, against sentences written by hand."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.words import dates

N = "\u00a0"
START, END = datetime(2026, 12, 1, 18, 0), datetime(2026, 12, 1, 19, 30)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("fr", f"mardi 1er{N}décembre 2026, 18{N}h à 19{N}h{N}30"),
        ("nl", f"dinsdag 1{N}december 2026, 18.00 tot 19.30{N}uur"),
        ("en", f"Tuesday 1{N}December 2026, 6{N}pm to 7.30{N}pm"),
    ],
)
def test_a_span_is_said_as_people_say_it(lang, expected):
    assert dates.span(START, END, lang) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("fr", f"12, 14, 19 et 21{N}janvier 2027"),
        ("nl", f"12, 14, 19 en 21{N}januari 2027"),
        ("en", f"12, 14, 19 and 21{N}January 2027"),
    ],
)
def test_days_of_one_month_name_it_once(lang, expected):
    assert dates.day_list([date(2027, 1, day) for day in (21, 12, 14, 19)], lang) == expected


def test_days_over_new_year_name_both_years():
    assert dates.day_list([date(2026, 12, 29), date(2027, 1, 5)], "fr") == f"29{N}décembre 2026 et 5{N}janvier 2027"


@pytest.mark.parametrize(
    ("at", "expected"), [(time(0, 0), f"12{N}am"), (time(12, 0), f"12{N}pm"), (time(12, 30), f"12.30{N}pm")]
)
def test_british_noon_and_midnight(at, expected):
    assert dates.hour(at, "en") == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("fr", f"jeudi 31{N}décembre 2026, 20{N}h à minuit"),
        ("nl", f"donderdag 31{N}december 2026, 20.00{N}uur tot middernacht"),
        ("en", f"Thursday 31{N}December 2026, 8{N}pm to midnight"),
    ],
)
def test_an_evening_that_ends_at_midnight_is_one_day(lang, expected):
    start, end = datetime(2026, 12, 31, 20, 0), datetime(2027, 1, 1, 0, 0)

    assert dates.span(start, end, lang) == expected
    assert dates.last_day(start, end) == date(2026, 12, 31)
    assert dates.last_day(start, end + timedelta(minutes=1)) == date(2027, 1, 1)


def test_overnight_names_both_days():
    said = dates.span(datetime(2026, 12, 31, 22, 0), datetime(2027, 1, 1, 1, 0), "fr", year=False)

    assert said == f"jeudi 31{N}décembre, 22{N}h à vendredi 1er{N}janvier, 1{N}h"


@given(day=st.dates(), lang=st.sampled_from(["fr", "nl", "en"]))
def test_no_day_breaks_between_number_and_month(day, lang):
    said = dates.in_words(day, lang)

    assert f"{dates.day_number(day, lang)}{N}" in said
    assert "\u202f" not in said
