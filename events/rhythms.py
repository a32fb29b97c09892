"""How often a series comes back: the days a rhythm gives, public holidays of a country, and both in words; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule
from django.db import models
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from holidays import country_holidays

from hub.words.dates import DAYS, day_number

WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)
# The last day that every month has.
SHORTEST = 28


class Rhythm(models.TextChoices):
    """The rhythms people name; the weekday, or the day of the month, is that of the first date."""

    WEEK = "week", gettext_lazy("Every week")
    FORTNIGHT = "fortnight", gettext_lazy("Every two weeks")
    FIRST = "first", gettext_lazy("Every month: the first such day (for instance every first Thursday)")
    SECOND = "second", gettext_lazy("Every month: the second such day")
    THIRD = "third", gettext_lazy("Every month: the third such day")
    FOURTH = "fourth", gettext_lazy("Every month: the fourth such day")
    LAST = "last", gettext_lazy("Every month: the last such day")
    DAY = "day", gettext_lazy("Every month, on the same day of the month")


POSITIONS = {Rhythm.FIRST: 1, Rhythm.SECOND: 2, Rhythm.THIRD: 3, Rhythm.FOURTH: 4, Rhythm.LAST: -1}


@dataclass(frozen=True)
class Day:
    """One day of a rhythm; `holiday` names the public holiday it falls on, if any."""

    date: date
    holiday: str = ""


def expand(rhythm: str, first: date, until: date) -> list[date]:
    """The days from `first` to `until`, both included; the 31st is the last day of a shorter month."""
    limits = {"dtstart": datetime.combine(first, time.min), "until": datetime.combine(until, time.min)}
    if rhythm in {Rhythm.WEEK, Rhythm.FORTNIGHT}:
        rule = rrule(WEEKLY, interval=2 if rhythm == Rhythm.FORTNIGHT else 1, **limits)
    elif rhythm == Rhythm.DAY:
        days = range(min(first.day, SHORTEST), first.day + 1)
        rule = rrule(MONTHLY, bymonthday=tuple(days), bysetpos=-1, **limits)
    else:
        weekday = WEEKDAYS[first.weekday()](POSITIONS[Rhythm(rhythm)])
        rule = rrule(MONTHLY, byweekday=weekday, **limits)
    return [at.date() for at in rule]


def name_holidays(days: Iterable[date], country: str) -> list[Day]:
    """The same days, each with its public holiday, in the reader's language or in one of the country."""
    days = list(days)
    known = country_holidays(country)
    lang = {"en": "en_US"}.get(reader := reading(), reader)
    spoken = lang if lang in known.supported_languages else known.default_language
    named = country_holidays(country, years={day.year for day in days}, language=spoken) if days else {}
    return [Day(day, named.get(day, "")) for day in days]


def reading() -> str:
    """The reader's language."""
    return (get_language() or "fr")[:2]


def say_rhythm(rhythm: str, first: date) -> str:
    """ "every first Thursday of the month"."""
    words = {
        Rhythm.WEEK: _("every %(weekday)s"),
        Rhythm.FORTNIGHT: _("every two weeks on %(weekday)s"),
        Rhythm.FIRST: _("every first %(weekday)s of the month"),
        Rhythm.SECOND: _("every second %(weekday)s of the month"),
        Rhythm.THIRD: _("every third %(weekday)s of the month"),
        Rhythm.FOURTH: _("every fourth %(weekday)s of the month"),
        Rhythm.LAST: _("every last %(weekday)s of the month"),
        Rhythm.DAY: _("every month on day %(day)s"),
    }[Rhythm(rhythm)]
    lang = reading()
    return words % {"weekday": DAYS[lang][first.weekday()], "day": day_number(first, lang)}
