"""Days and hours as people type them, in French, Dutch and English: read, or None."""

import re
import unicodedata
from datetime import date, time

from hub.words.dates import MONTHS

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
NUMBERS = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})(?:\s*[./-]\s*(\d{4}|\d{2}))?\.?")
WORDS = re.compile(r"(?:[a-z]+\.?,?\s+)?(\d{1,2})(?:er|st|nd|rd|th|e)?\s+([a-z]{3,})\.?(?:,?\s+(\d{4}))?")
WORDS_FIRST = re.compile(r"(?:[a-z]+\.?,?\s+)?([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")
HOUR = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2})?)?\s*(?:uur|u|heures?|o'clock)?\s*(am|pm)?")
NOON, DAY = 12, 24
CENTURY = 2000


def bare(text: str) -> str:
    """Small letters without accents, one space between words."""
    flat = unicodedata.normalize("NFKD", text)
    return " ".join("".join(char for char in flat if not unicodedata.combining(char)).lower().split())


def month_of(word: str) -> int | None:
    """The number of a month, by its name or its beginning where only one begins so; juin and juillet are told apart."""
    if word == "mrt":
        return 3
    found = {
        number for names in MONTHS.values() for number, name in enumerate(names, start=1) if bare(name).startswith(word)
    }
    return found.pop() if len(found) == 1 else None


def made(year: int | None, month: int | None, day: int, today: date) -> date | None:
    """That day; without a year the next one there is; None where there is no such day."""
    if month is None:
        return None
    years = [today.year, today.year + 1] if year is None else [year + CENTURY if year < CENTURY else year]
    for one in years:
        try:
            found = date(one, month, day)
        except ValueError:
            continue
        if year is not None or found >= today:
            return found
    return None


def read_day(text: str, today: date) -> date | None:
    """ "2026-12-01", "1.12", "01/12/2026", "mardi 1er décembre", "1 dec.", "December 1"."""
    words = bare(text)
    if iso := ISO.fullmatch(words):
        return made(int(iso[1]), int(iso[2]), int(iso[3]), today)
    if numbers := NUMBERS.fullmatch(words):
        return made(int(numbers[3]) if numbers[3] else None, int(numbers[2]), int(numbers[1]), today)
    if named := WORDS.fullmatch(words):
        return made(int(named[3]) if named[3] else None, month_of(named[2]), int(named[1]), today)
    if named := WORDS_FIRST.fullmatch(words):
        return made(int(named[3]) if named[3] else None, month_of(named[1]), int(named[2]), today)
    return None


def read_hour(text: str) -> time | None:
    """ "18:30", "18 h 30", "18h", "18.30 uur", "18", "6.30 pm"."""
    found = HOUR.fullmatch(bare(text))
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= NOON:
        return None
    if half:
        hour = hour % NOON + (NOON if half == "pm" else 0)
    return time(hour, minute) if hour < DAY and minute < 60 else None  # noqa: PLR2004  # minutes of an hour
