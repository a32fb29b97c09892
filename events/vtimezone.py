"""A small VTIMEZONE with rules, from the POSIX footer of the tz database.

icalendar's own `add_missing_timezones` starts summer time an hour late and stops at an end date. The
footer (RFC 9636, section 3.3.1; POSIX.1 TZ strings) holds the rule of all years to come.
"""

import re
from datetime import datetime, timedelta
from functools import cache
from importlib import resources

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

POSIX = re.compile(
    r"(?P<std><[^>]+>|[A-Za-z]+)(?P<off>[-+]?\d[\d:]*)"
    r"(?:(?P<dst><[^>]+>|[A-Za-z]+)(?P<dstoff>[-+]?\d[\d:]*)?,(?P<begin>[^,]+),(?P<end>[^,]+))?"
)
WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"]
LAST_WEEK = 5
EPOCH_YEAR = 1970


def posix_rule(zone: str) -> str:
    """The last line of the zone's file, such as CET-1CEST,M3.5.0,M10.5.0/3."""
    *folders, name = zone.split("/")
    file = resources.files("tzdata").joinpath("zoneinfo", *folders, name)
    return file.read_bytes().rstrip(b"\n").rsplit(b"\n", 1)[-1].decode("ascii")


def seconds(text: str) -> int:
    """The seconds of [+-]h[h][:mm[:ss]]."""
    sign = -1 if text.startswith("-") else 1
    parts = [int(part) for part in text.lstrip("+-").split(":")] + [0, 0]
    return sign * (parts[0] * 3600 + parts[1] * 60 + parts[2])


def change(rule: str) -> tuple[vRecur, datetime]:
    """The yearly rule and the first moment (1970, wall time) of Mm.w.d[/time]."""
    day, _slash, clock = rule.partition("/")
    month, week, weekday = (int(part) for part in day.removeprefix("M").split("."))
    nth = -1 if week == LAST_WEEK else week
    recur = vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": f"{nth}{WEEKDAYS[weekday]}"})
    at = timedelta(seconds=seconds(clock or "2"))
    first = datetime(EPOCH_YEAR, month, 1)  # noqa: DTZ001  # wall time is naive by nature
    days = [first + timedelta(days=offset) for offset in range(31)]
    fitting = [one for one in days if one.month == month and one.isoweekday() % 7 == weekday]
    return recur, fitting[-1 if nth == -1 else week - 1] + at


def observance(kind: type, name: str, before: int, after: int, rule: str) -> TimezoneStandard | TimezoneDaylight:
    """One half of the year; `before` and `after` are offsets from UTC in seconds."""
    part = kind()
    recur, first = change(rule)
    part.add("TZNAME", name.strip("<>"))
    part.add("DTSTART", first)
    part.add("RRULE", recur)
    part.add("TZOFFSETFROM", timedelta(seconds=before))
    part.add("TZOFFSETTO", timedelta(seconds=after))
    return part


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
    component.add_component(observance(TimezoneDaylight, found["dst"], standard, summer, found["begin"]))
    component.add_component(observance(TimezoneStandard, found["std"], summer, standard, found["end"]))
    return component
