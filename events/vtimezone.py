"""A small VTIMEZONE with rules, from the POSIX footer of the tz database.

icalendar's own `add_missing_timezones` starts summer time an hour late and stops at an end date. The
footer (RFC 9636, section 3.3.1; POSIX.1 TZ strings) holds the rule of all years to come.
"""

import re
from datetime import datetime, timedelta
from functools import cache

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from hub.zones import posix_rule

POSIX = re.compile(
    r"(?P<std><[^>]+>|[A-Za-z]+)(?P<off>[-+]?\d[\d:]*)"
    r"(?:(?P<dst><[^>]+>|[A-Za-z]+)(?P<dstoff>[-+]?\d[\d:]*)?,(?P<begin>[^,]+),(?P<end>[^,]+))?"
)
WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"]
LAST_WEEK, FEBRUARY = 5, 2
DAY = 24 * 3600
EPOCH_YEAR = 1970


def seconds(text: str) -> int:
    """The seconds of [+-]h[h][:mm[:ss]]."""
    sign = -1 if text.startswith("-") else 1
    parts = [int(part) for part in text.lstrip("+-").split(":")] + [0, 0]
    return sign * (parts[0] * 3600 + parts[1] * 60 + parts[2])


def changes(rule: str) -> list[tuple[vRecur, datetime]]:
    """The yearly rules and their first moments (from 1970, wall time) of Mm.w.d[/time].

    An hour before midnight or after 24 is that of another day, such as the Friday after the fourth Thursday: it is told by
    the days of the month that it can be, and by two rules where those are in two months.
    """
    day, _slash, clock = rule.partition("/")
    month, week, weekday = (int(part) for part in day.removeprefix("M").split("."))
    later, second = divmod(seconds(clock or "2"), DAY)
    name, at = WEEKDAYS[(weekday + later) % 7], timedelta(seconds=second)
    if not later:
        nth = -1 if week == LAST_WEEK else week
        recur = vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": f"{nth}{name}"})
        return [(recur, first_of(weekday, dates_of(month, week)) + at)]
    shifted = [one + timedelta(days=later) for one in dates_of(month, week)]
    months = sorted({one.month for one in shifted})
    if FEBRUARY in months:
        message = f"{rule} may fall on a day that not every year has."
        raise ValueError(message)
    return [
        (
            vRecur({"FREQ": "YEARLY", "BYMONTH": of, "BYDAY": name, "BYMONTHDAY": [one.day for one in days]}),
            first_of((weekday + later) % 7, days) + at,
        )
        for of in months
        if (days := [one for one in shifted if one.month == of])
    ]


def dates_of(month: int, week: int) -> list[datetime]:
    """The seven days of 1970 of which one is the first, second, third, fourth or last of its weekday in its month."""
    begins = datetime(EPOCH_YEAR, month, 1)  # noqa: DTZ001  # wall time is naive by nature
    ends = (begins + timedelta(days=31)).replace(day=1)
    start = ends - timedelta(days=7) if week == LAST_WEEK else begins + timedelta(days=7 * (week - 1))
    return [start + timedelta(days=offset) for offset in range(7)]


def first_of(weekday: int, days: list[datetime]) -> datetime:
    """The first time from 1970 on that one of these days of the year is this day of the week."""
    years = range(EPOCH_YEAR, EPOCH_YEAR + 12)
    return next(at for year in years for day in days if (at := day.replace(year=year)).isoweekday() % 7 == weekday)


def observances(kind: type, name: str, before: int, after: int, rule: str) -> list[TimezoneStandard | TimezoneDaylight]:
    """One half of the year; `before` and `after` are offsets from UTC in seconds."""
    found = []
    for recur, first in changes(rule):
        part = kind()
        part.add("TZNAME", name.strip("<>"))
        part.add("DTSTART", first)
        part.add("RRULE", recur)
        part.add("TZOFFSETFROM", timedelta(seconds=before))
        part.add("TZOFFSETTO", timedelta(seconds=after))
        found.append(part)
    return found


@cache
def vtimezone(zone: str) -> Timezone:
    """The VTIMEZONE of an IANA zone; raises ValueError where its rule is not of the M form."""
    found = POSIX.fullmatch(posix_rule(zone))
    if found is None:
        message = f"The zone {zone} has no rule that a VTIMEZONE could hold."
        raise ValueError(message)
    standard = -seconds(found["off"])
    component = Timezone()
    component.add("TZID", zone)
    if found["dst"] is None:
        part = TimezoneStandard()
        part.add("TZNAME", found["std"].strip("<>"))
        part.add("DTSTART", datetime(EPOCH_YEAR, 1, 1))  # noqa: DTZ001  # wall time is naive by nature
        part.add("TZOFFSETFROM", timedelta(seconds=standard))
        part.add("TZOFFSETTO", timedelta(seconds=standard))
        component.add_component(part)
        return component
    summer = -seconds(found["dstoff"]) if found["dstoff"] else standard + 3600
    for one in (
        *observances(TimezoneDaylight, found["dst"], standard, summer, found["begin"]),
        *observances(TimezoneStandard, found["std"], summer, standard, found["end"]),
    ):
        component.add_component(one)
    return component
