"""Wall times in any zone the association may have, at any hour of any change of clocks, read back as the same instants."""

import os
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from events.actions.schedule import WALL, instant
from events.ical import calendar, component_of
from events.vtimezone import vtimezone
from tests.events.test_ical import event
from tests.events.test_vtimezone import changes

EXAMPLES = int(os.environ.get("FEED_HOURS", "100"))
ZONES = (
    *("Europe/Paris", "Europe/Brussels", "Europe/Amsterdam", "Europe/London", "Europe/Dublin", "Europe/Lisbon"),
    *("Europe/Athens", "Europe/Helsinki", "Atlantic/Azores", "Indian/Reunion", "America/Martinique", "America/Cayenne"),
    *("Pacific/Noumea", "America/Montreal", "America/St_Johns", "Australia/Sydney", "Africa/Dakar", "Pacific/Chatham"),
    *("Asia/Jerusalem", "Africa/Cairo", "America/Nuuk", "America/Santiago"),
)
YEARS = (2026, 2028)
TURNS = {zone: [at for at, _offset in changes(zone, *YEARS)] for zone in ZONES}
MINUTES = st.integers(-36 * 60, 36 * 60)


def offset_of(zone, wall):
    """The offset that a calendar program works out for a wall time from our VTIMEZONE alone."""
    latest = None
    for part in vtimezone(zone).subcomponents:
        begins = part.decoded("DTSTART").replace(tzinfo=None)
        rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=begins) if "RRULE" in part else None
        onset = rule.before(wall, inc=True) if rule else (begins if begins <= wall else None)
        if onset and (latest is None or onset > latest[0]):
            latest = (onset, part.decoded("TZOFFSETTO"))
    return latest[1]


def hours(draw):
    """Near a change of clocks where the zone has them, else anywhere."""
    zone = draw(st.sampled_from(ZONES))
    near = draw(st.sampled_from(TURNS[zone])) if TURNS[zone] else datetime(2027, 3, 28, 1, tzinfo=UTC)
    at = (near + timedelta(minutes=draw(MINUTES))).astimezone(ZoneInfo(zone))
    return zone, at.replace(second=0, microsecond=0)


def test_every_hour_of_every_zone_is_the_same_instant_again(record_property):
    tried = []

    @settings(max_examples=EXAMPLES)
    @given(st.composite(hours)(), st.integers(15, 3 * 24 * 60))
    def holds(found, minutes):
        zone, at = found
        starts = instant(at.strftime(WALL), zone)
        one = event(zone=zone, starts_at=starts, ends_at=starts + timedelta(minutes=minutes))
        entry = Calendar.from_ical(calendar(component_of(one), zones={zone})).walk("VEVENT")[0]
        tried.append(zone)

        assert entry.decoded("DTSTART").astimezone(UTC) == one.starts_at
        assert entry.decoded("DTEND").astimezone(UTC) == one.ends_at
        for name in ("DTSTART", "DTEND"):
            stated = entry[name].dt
            if "TZID" in entry[name].params and entry[name].params["TZID"] != "UTC":
                assert offset_of(zone, stated.replace(tzinfo=None)) == stated.utcoffset()

    holds()
    record_property("figure", f"0 wrong of {2 * len(tried)} instants in {len(set(tried))} zones")
    record_property("bound", "0")
