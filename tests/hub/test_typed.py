"""Days and hours as people type them."""

from datetime import date, time

import pytest

from hub.words.typed import read_day, read_hour

TODAY = date(2026, 11, 24)
FIRST = date(2026, 12, 1)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-12-01", "1.12", "01/12", "1-12", "1.12.", "1.12.2026", "01/12/26", "1 / 12"),
        *("1er décembre", "mardi 1er décembre 2026", "1 DECEMBRE", "1 dec.", "dinsdag 1 december"),
        *("December 1", "Tuesday, December 1st, 2026", "1st December", "  1\u00a0décembre "),
    ],
)
def test_a_day_in_any_of_the_ways_people_write_it(text):
    assert read_day(text, TODAY) == FIRST


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24.11", TODAY),
        ("23.11", date(2027, 11, 23)),
        ("29.2", None),
        ("29.2.2028", date(2028, 2, 29)),
        ("5 juin", date(2027, 6, 5)),
        ("5 juil.", date(2027, 7, 5)),
        ("5 mrt", date(2027, 3, 5)),
        ("5 août", date(2027, 8, 5)),
        ("31.11", None),
        ("5 ju", None),
        ("demain", None),
        ("", None),
        ("2026-13-01", None),
    ],
)
def test_a_day_without_a_year_is_the_next_one(text, day):
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "at"),
    [
        *(
            (text, time(18, 30))
            for text in ("18:30", "18h30", "18 h 30", "18.30 uur", "6.30 pm", "6:30PM", "18\u00a0h\u00a030")
        ),
        *((text, time(18)) for text in ("18", "18h", "18 h", "18 heures", "18 uur", "6 pm", "18:00")),
        ("12 am", time(0)),
        ("12 pm", time(12)),
        ("0:05", time(0, 5)),
        *((text, None) for text in ("24", "18:60", "13 pm", "0 am", "midi", "", "18:30:00")),
    ],
)
def test_an_hour(text, at):
    assert read_hour(text) == at
