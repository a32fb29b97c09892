"""The embedded time zone against the tz database, hour by hour over years."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr

from events.vtimezone import vtimezone

ZONES = ["Europe/Paris", "Europe/Brussels", "Europe/Amsterdam", "Europe/London", "Indian/Reunion", "America/Montreal"]


def changes(zone: str, first: int, last: int) -> list[tuple[datetime, timedelta]]:
    """The instants at which the zone's offset changes, from the tz database itself."""
    at, end, known = datetime(first, 1, 1, tzinfo=UTC), datetime(last, 1, 1, tzinfo=UTC), ZoneInfo(zone)
    found = []
    while at < end:
        after = at + timedelta(hours=1)
        if at.astimezone(known).utcoffset() != after.astimezone(known).utcoffset():
            found.append((after, after.astimezone(known).utcoffset()))
        at = after
    return found


def announced(zone: str, first: int, last: int) -> list[tuple[datetime, timedelta]]:
    """The same, as a calendar program works them out from our VTIMEZONE."""
    found = []
    for part in vtimezone(zone).subcomponents:
        if "RRULE" not in part:
            continue
        rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=part.decoded("DTSTART"))
        for local in rule.between(datetime(first, 1, 1), datetime(last, 1, 1)):
            found.append(((local - part.decoded("TZOFFSETFROM")).replace(tzinfo=UTC), part.decoded("TZOFFSETTO")))
    return sorted(found)


@pytest.mark.parametrize("zone", ZONES)
def test_every_change_of_clocks_is_the_database_s(zone):
    assert announced(zone, 2026, 2032) == changes(zone, 2026, 2032)


def test_a_zone_without_summer_time_has_one_offset():
    (part,) = vtimezone("Indian/Reunion").subcomponents

    assert part.decoded("TZOFFSETTO") == timedelta(hours=4)
