"""Reads a day, a month or a year as people type it, in French, Dutch or English."""

import re
from calendar import monthrange
from datetime import date, timedelta

from hub.search.fold import fold
from hub.words.dates import DAYS, MONTHS, NEAR, short_month

CENTURY = 2000
SHORTEST_MONTH = 3
Days = tuple[date, date]


def month_names() -> dict[str, int]:
    """Every way to write a month, whole or shortened, folded."""
    names: dict[str, int] = {}
    for lang, months in MONTHS.items():
        for number, name in enumerate(months, start=1):
            names[fold(name)] = names[fold(short_month(date(2000, number, 1), lang))] = number
    return names


MONTH = month_names()
NEARBY = {fold(word): days for words in NEAR.values() for days, word in enumerate(words)}
WEEKDAYS = {fold(day) for days in DAYS.values() for day in days}
NUMBERS = re.compile(r"(\d{1,4})[/.\-\s](\d{1,2})[/.\-\s](\d{1,4})")


def read_days(text: str, today: date) -> Days | None:
    """The first and last day of what is meant: "12/11/2026", "12 novembre", "nov. 2026", "2026", "hier"; None if unclear.

    A day without a year is the last one there has been.
    """
    words = [
        word for word in fold(text).split() if word not in WEEKDAYS and word not in {"le", "de", "the", "of", "op"}
    ]
    if " ".join(words) in NEARBY:
        day = today - timedelta(days=NEARBY[" ".join(words)])
        return day, day
    numbers = NUMBERS.fullmatch(text.strip())
    try:
        return in_numbers(*numbers.groups()) if numbers else in_words(words, today)
    except (ValueError, OverflowError):
        return None


def year_of(text: str) -> int:
    """ "26" means 2026; raises ValueError where it is no year."""
    if len(text) not in {2, 4}:
        raise ValueError(text)
    return int(text) + (CENTURY if len(text) == len("26") else 0)


def in_numbers(first: str, month: str, last: str) -> Days:
    """Day, month, year, as all three languages write them here; the year first as computers do."""
    year, day = (first, last) if len(first) == len("2026") else (last, first)
    one = date(year_of(year), int(month), int(day))
    return one, one


def in_words(words: list[str], today: date) -> Days | None:
    """A month by its name, with or without day and year; a year alone."""
    months = [MONTH[word] for word in words if word in MONTH]
    rest = [re.sub(r"^(\d+)(?:er|e|st|nd|rd|th)$", r"\1", word) for word in words if word not in MONTH]
    if any(not word.isdecimal() for word in rest) or len(months) > 1:
        return None
    years = [year_of(word) for word in rest if len(word) == len("2026")]
    days = [int(word) for word in rest if len(word) != len("2026")]
    if len(years) > 1 or len(days) > 1 or (days and not months):
        return None
    if not months:
        return (date(years[0], 1, 1), date(years[0], 12, 31)) if years else None
    return in_month(months[0], days, years[0] if years else None, today)


def in_month(month: int, days: list[int], year: int | None, today: date) -> Days:
    """The whole month, or one day of it; raises ValueError for a day it does not have."""
    day = days[0] if days else 1
    if year is None:
        year = today.year if (month, day) <= (today.month, today.day) else today.year - 1
    if days:
        return date(year, month, day), date(year, month, day)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
