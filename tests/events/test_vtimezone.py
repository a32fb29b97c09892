"""The embedded time zone against the tz database, hour by hour over years."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from django.core.exceptions import ValidationError
from django.utils.translation import override

from events.vtimezone import vtimezone
from hub.models.branches import validate_zone

ZONES = ["Europe/Paris", "Europe/Brussels", "Europe/Amsterdam", "Europe/London", "Indian/Reunion", "America/Montreal"]
# Their clocks change at an hour that the tz database counts from another day: 26 h, 24 h, 50 h, one before midnight.
SHIFTED = [
    *("Asia/Jerusalem", "Africa/Cairo", "America/Nuuk", "America/Scoresbysund", "America/Santiago"),
    *("Asia/Gaza", "Asia/Hebron"),
]


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


@pytest.mark.parametrize("zone", [*ZONES, *SHIFTED])
def test_every_change_of_clocks_is_the_database_s(zone):
    assert announced(zone, 2026, 2032) == changes(zone, 2026, 2032)


def test_a_zone_without_summer_time_has_one_offset():
    (part,) = vtimezone("Indian/Reunion").subcomponents

    assert part.decoded("TZOFFSETTO") == timedelta(hours=4)


@pytest.mark.parametrize("zone", SHIFTED)
def test_each_rule_begins_on_a_day_that_it_names(zone):
    for part in vtimezone(zone).subcomponents:
        begins = part.decoded("DTSTART")
        rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=begins)

        assert rule.after(begins - timedelta(days=400), inc=True) == begins


def test_clocks_that_go_by_the_moon_are_refused_and_those_with_a_rule_are_not():
    for zone in (*ZONES, *SHIFTED):
        validate_zone(zone)
    for zone in ("Africa/Casablanca", "Africa/El_Aaiun"):
        with override("en"), pytest.raises(ValidationError, match="no yearly rule"):
            validate_zone(zone)
