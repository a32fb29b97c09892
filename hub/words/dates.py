"""Dates and hours in full words, as French, Dutch and British readers write them.

Sources: Lexique des règles typographiques (Imprimerie nationale) for « 18 h 30 » and « 1er »;
Taaladvies.net for "18.30 uur"; GOV.UK style guide for "6.30pm" (with a space, as our texts have it).
Spaces that must not break are U+00A0.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

NBSP = "\u00a0"
NOON = 12
DAYS = {
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "nl": ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
LONGEST_WHOLE = 5
SHORT = {
    "fr": {1: "janv.", 2: "févr.", 7: "juil.", 9: "sept.", 10: "oct.", 11: "nov.", 12: "déc."},
    "nl": {3: "mrt."},
    "en": {9: "Sept"},
}
AND = {"fr": "et", "nl": "en", "en": "and"}
TO = {"fr": "à", "nl": "tot", "en": "to"}
FROM_TO = {"fr": ("du", "au"), "nl": ("van", "tot en met"), "en": ("from", "to")}
NEAR = {"fr": ["aujourd’hui", "hier"], "nl": ["vandaag", "gisteren"], "en": ["today", "yesterday"]}
MIDNIGHT = {"fr": "minuit", "nl": "middernacht", "en": "midnight"}
# The shortest time there is: what ends at midnight ends on the day before.
TICK = timedelta(microseconds=1)
AT = {"fr": "à", "nl": "om", "en": "at"}


def day_number(day: date, lang: str) -> str:
    """ "1er" on the first in French, the bare number otherwise."""
    return "1er" if lang == "fr" and day.day == 1 else str(day.day)


def month_year(day: date, lang: str) -> str:
    """ "janvier 2027"."""
    return f"{MONTHS[lang][day.month - 1]} {day.year}"


def short_month(day: date, lang: str) -> str:
    """ "janv.", "juin", "mrt.", "Sept": short ones whole, the others as each language shortens them."""
    whole = MONTHS[lang][day.month - 1]
    short = whole[:3] + ("." if lang == "nl" else "")
    return SHORT[lang].get(day.month) or (whole if lang == "fr" or len(whole) < LONGEST_WHOLE else short)


def in_words(day: date, lang: str, *, year: bool = True, weekday: bool = True) -> str:
    """ "mardi 1er décembre 2026"; weekday and year can be left out."""
    parts = [DAYS[lang][day.weekday()]] if weekday else []
    parts.append(f"{day_number(day, lang)}{NBSP}{MONTHS[lang][day.month - 1]}")
    if year:
        parts.append(str(day.year))
    return " ".join(parts)


def hour(at: time, lang: str, *, unit: bool = True) -> str:
    """ "18 h 30", "18.30 uur", "6.30 pm"; `unit=False` leaves out "uur" or "pm" for the first of two."""
    if lang == "fr":
        return f"{at.hour}{NBSP}h" + (f"{NBSP}{at.minute:02}" if at.minute else "")
    if lang == "nl":
        return f"{at.hour}.{at.minute:02}" + (f"{NBSP}uur" if unit else "")
    clock = str((at.hour - 1) % 12 + 1) + (f".{at.minute:02}" if at.minute else "")
    return clock + (f"{NBSP}{'am' if at.hour < NOON else 'pm'}" if unit else "")


def hours(start: time, end: time, lang: str) -> str:
    """ "18 h à 19 h 30", "18.00 tot 19.30 uur", "6 pm to 7.30 pm"; "20 h à minuit" where the evening ends the day."""
    if end == time():
        return f"{hour(start, lang)} {TO[lang]} {MIDNIGHT[lang]}"
    return f"{hour(start, lang, unit=lang != 'nl')} {TO[lang]} {hour(end, lang)}"


def moment(at: datetime, lang: str, *, year: bool = True) -> str:
    """ "mardi 1er décembre 2026 à 18 h": a start alone; `at` is wall time."""
    return f"{in_words(at.date(), lang, year=year)} {AT[lang]} {hour(at.time(), lang)}"


def last_day(start: datetime, end: datetime) -> date:
    """The day of the last moment of what begins and ends so, the end left out."""
    return max(start, end - TICK).date()


def span(start: datetime, end: datetime, lang: str, *, year: bool = True) -> str:
    """ "mardi 1er décembre 2026, 18 h à 19 h 30"; over two days, both days with their hours (wall times)."""
    if start.date() == last_day(start, end):
        return f"{in_words(start.date(), lang, year=year)}, {hours(start.time(), end.time(), lang)}"
    return (
        f"{in_words(start.date(), lang, year=year)}, {hour(start.time(), lang)} "
        f"{TO[lang]} {in_words(end.date(), lang, year=year)}, {hour(end.time(), lang)}"
    )


def ago(day: date, today: date, lang: str) -> str:
    """ "aujourd’hui", "hier", the weekday within a week, then "12 novembre", with the year where it is another."""
    days = (today - day).days
    if 0 <= days < len(NEAR[lang]):
        return NEAR[lang][days]
    if 0 < days < len(DAYS[lang]):
        return DAYS[lang][day.weekday()]
    return in_words(day, lang, year=day.year != today.year, weekday=False)


def enumerate_words(words: Sequence[str], lang: str) -> str:
    """ "a, b et c"."""
    if not words[1:]:
        return "".join(words)
    return f"{', '.join(words[:-1])} {AND[lang]} {words[-1]}"


def day_list(days: Sequence[date], lang: str, *, year: bool = True) -> str:
    """ "12, 14, 19 et 21 janvier 2027": each month once, the year at the end (or wherever it changes)."""
    ordered = sorted(set(days))
    words = []
    for index, day in enumerate(ordered):
        following = ordered[index + 1] if index + 1 < len(ordered) else None
        word = day_number(day, lang)
        if following is None or (following.month, following.year) != (day.month, day.year):
            word += f"{NBSP}{MONTHS[lang][day.month - 1]}"
        if (year and following is None) or (following is not None and following.year != day.year):
            word += f" {day.year}"
        words.append(word)
    return enumerate_words(words, lang)
