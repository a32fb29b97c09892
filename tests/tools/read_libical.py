"""Prints the events of an iCalendar file as libical understands them: python3 read_libical.py <file>.

For Debian's own Python, which alone sees Debian's bindings (python3-gi, gir1.2-ical-3.0).
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402  # the version is asked for first


def events(whole):
    """The VEVENTs of a calendar."""
    kind = ICalGLib.ComponentKind.VEVENT_COMPONENT
    event = whole.get_first_component(kind)
    while event is not None:
        yield event
        event = whole.get_next_component(kind)


def instant(time, whole):
    """An aware time in UTC; a zone is looked up in the calendar itself."""
    zone = ICalGLib.Timezone.get_utc_timezone() if time.is_utc() else whole.get_timezone(time.get_tzid())
    if zone is None:
        message = f"no VTIMEZONE for {time.get_tzid()}"
        raise ValueError(message)
    return datetime.fromtimestamp(time.as_timet_with_zone(zone), UTC).isoformat()


def text_of(event, kind):
    """A property as it stands there, if it does."""
    found = event.get_first_property(kind)
    return found.get_value_as_string() if found is not None else None


def alarms(event):
    """How long before it each of its alarms rings, as it stands there."""
    kind, found = ICalGLib.ComponentKind.VALARM_COMPONENT, []
    alarm = event.get_first_component(kind)
    while alarm is not None:
        found.append(text_of(alarm, ICalGLib.PropertyKind.TRIGGER_PROPERTY))
        alarm = event.get_next_component(kind)
    return found


def main(path):
    """One JSON list."""
    whole = ICalGLib.Component.new_from_string(Path(path).read_bytes().decode())
    if whole.count_errors():
        message = f"libical found {whole.count_errors()} errors"
        raise ValueError(message)
    rows = [
        {
            "title": event.get_summary(),
            "start": instant(event.get_dtstart(), whole),
            "end": instant(event.get_dtend(), whole),
            "status": ICalGLib.Property.status_to_string(event.get_status()),
            "sequence": event.get_sequence(),
            "transp": text_of(event, ICalGLib.PropertyKind.TRANSP_PROPERTY),
            "link": None,  # 3.0 does not know CONFERENCE
            "alarms": alarms(event),
        }
        for event in events(whole)
    ]
    sys.stdout.write(json.dumps(rows))


main(sys.argv[1])
