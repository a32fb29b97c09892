"""Independent readers agree on literal instants: both changes of clocks, overnight, four days, three zones.

And on what has happened since: one event that was moved, one that was cancelled.
"""

import json
import os
import shutil
import subprocess
import warnings
from datetime import UTC, datetime
from pathlib import Path

import pytest
import vobject
from django.test import Client
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from events.actions.lives import Details, cancel_event, change_event
from tests.events.test_feeds import FEED, add

NODE = Path(__file__).resolve().parent.parent / "node"
LIBICAL = Path(__file__).resolve().parent.parent / "tools" / "read_libical.py"
DEBIAN_PYTHON = "/usr/bin/python3"
# title: (branch, wall start, wall end, the instants they are, in UTC)
DATES = {
    "La veille du changement": (
        "lille",
        "2026-10-24T18:30",
        "2026-10-24T20:00",
        "2026-10-24T16:30",
        "2026-10-24T18:00",
    ),
    "Le jour de l’heure d’hiver": (
        "lille",
        "2026-10-25T10:00",
        "2026-10-25T12:00",
        "2026-10-25T09:00",
        "2026-10-25T11:00",
    ),
    "Le lendemain de l’heure d’été": (
        "lille",
        "2027-03-29T10:00",
        "2027-03-29T12:00",
        "2027-03-29T08:00",
        "2027-03-29T10:00",
    ),
    "La nuit entière": ("lille", "2026-12-31T21:00", "2027-01-01T02:00", "2026-12-31T20:00", "2027-01-01T01:00"),
    "Par-dessus le changement": (
        "lille",
        "2027-03-27T22:00",
        "2027-03-28T04:00",
        "2027-03-27T21:00",
        "2027-03-28T02:00",
    ),
    "Quatre jours": ("lille", "2027-01-12T09:30", "2027-01-15T17:00", "2027-01-12T08:30", "2027-01-15T16:00"),
    "Deux fois deux heures et demie": (
        "lille",
        "2026-10-25T02:30",
        "2026-10-25T04:00",
        "2026-10-25T00:30",
        "2026-10-25T03:00",
    ),
    "London tea": ("londres", "2027-03-28T15:00", "2027-03-28T16:00", "2027-03-28T14:00", "2027-03-28T15:00"),
    "London in winter": ("londres", "2026-10-26T15:00", "2026-10-26T16:00", "2026-10-26T15:00", "2026-10-26T16:00"),
    "Sous les tropiques": ("reunion", "2027-03-28T18:30", "2027-03-28T20:30", "2027-03-28T14:30", "2027-03-28T16:30"),
    'Tout : « ; , \\ » "’😀': ("lille", "2026-12-04T18:30", "2026-12-04T20:30", "2026-12-04T17:30", "2026-12-04T19:30"),
}
LONG = "Ligne une ; deux, trois \\ quatre : “cinq”\nLigne six " + "é😀" * 60


# Moved, and cancelled, after they were published: (status, SEQUENCE) beside the instants.
HAPPENED = {
    "Déplacé": ("2026-12-10T19:00", "2026-12-10T21:00", "CONFIRMED", 1),
    "Annulé : Supprimé": ("2026-12-03T17:30", "2026-12-03T19:30", "CANCELLED", 1),
}


@pytest.fixture
def feed(clock, cast, now):
    for title, (branch, start, end, _begins, _ends) in DATES.items():
        add(cast, now, title=title, branch=branch, start=start, end=end, description=LONG)
    moved = add(cast, now, title="Déplacé", start="2026-12-09T18:30", end="2026-12-09T20:30")
    gone = add(cast, now, title="Supprimé")
    names = Details.__dataclass_fields__
    there = {**{name: getattr(moved, name) for name in names}, "wall_start": "2026-12-10T20:00"}
    details = Details(**{**there, "wall_end": "2026-12-10T22:00"})
    change_event(actor=cast.coordinator, event_id=moved.pk, details=details, now=now)
    cancel_event(actor=cast.coordinator, event_id=gone.pk, now=now)
    return Client().get(FEED).content


def expected():
    rows = {title: (begins, ends, "CONFIRMED", 0) for title, (*_wall, begins, ends) in DATES.items()} | HAPPENED
    return {title: (instant(begins), instant(ends), *more) for title, (begins, ends, *more) in rows.items()}


def instant(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def those_of(rows):
    """{title: (start, end, status, SEQUENCE)} of what this file put into the feed."""
    found = {
        title.replace("\xa0", " "): (start.astimezone(UTC), end.astimezone(UTC), *more)
        for title, start, end, *more in rows
    }
    return {title: row for title, row in found.items() if title in DATES or title in HAPPENED}


def test_icalendar(feed):
    assert (
        those_of(
            (str(one["SUMMARY"]), one.decoded("DTSTART"), one.decoded("DTEND"), str(one["STATUS"]), one["SEQUENCE"])
            for one in Calendar.from_ical(feed).walk("VEVENT")
        )
        == expected()
    )


def test_ical(feed):
    read = IcsCalendarStream.calendar_from_ics(feed.decode())

    rows = [(one.summary, one.dtstart, one.dtend, one.status.value, one.sequence) for one in read.events]

    assert those_of(rows) == expected()
    assert next(one for one in read.events if one.summary == "London tea").description.startswith(LONG)


def test_vobject(feed):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        rows = [
            (
                one.summary.value,
                one.dtstart.value,
                one.dtend.value,
                one.status.value,
                int(one.sequence.value),
            )
            for one in vobject.readOne(feed.decode()).vevent_list
        ]

    assert those_of(rows) == expected()


def run(command, feed, tmp_path):
    """What a reader in another language prints of the feed."""
    path = tmp_path / "feed.ics"
    path.write_bytes(feed)
    ended = subprocess.run([*command, str(path)], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    return [
        (
            row["title"],
            datetime.fromisoformat(row["start"]),
            datetime.fromisoformat(row["end"]),
            row["status"],
            row["sequence"],
        )
        for row in json.loads(ended.stdout)
    ]


def check_there(reader, there, how):
    """Skips where a reader is not installed, in words; CI does not go without it."""
    if not there:
        if os.environ.get("CI"):
            pytest.fail(f"{reader} is missing, and CI does not go without it: {how}")
        pytest.skip(f"NOT READ BY {reader}: it is missing ({how})")


@pytest.mark.parametrize("reader", ["ical.js", "node-ical"])
def test_readers_in_javascript(feed, tmp_path, reader):
    there = shutil.which("node") is not None and (NODE / "node_modules" / reader).exists()
    check_there(reader, there, "npm ci --prefix tests/node")

    assert those_of(run(["node", str(NODE / "read.mjs"), reader], feed, tmp_path)) == expected()


def test_libical(feed, tmp_path):
    asked = [DEBIAN_PYTHON, "-c", "import gi; gi.require_version('ICalGLib', '3.0')"]
    there = Path(DEBIAN_PYTHON).exists() and subprocess.run(asked, capture_output=True, check=False).returncode == 0
    check_there("libical", there, "Debian's python3-gi and gir1.2-ical-3.0")

    assert those_of(run([DEBIAN_PYTHON, str(LIBICAL)], feed, tmp_path)) == expected()


def test_no_line_is_longer_than_75_octets_nor_cut_inside_a_character(feed):
    lines = feed.split(b"\r\n")

    assert max(len(line) for line in lines) <= 75
    assert [line for line in lines if "\ufffd" in line.decode(errors="replace")] == []
    assert feed.count(b"\n") == feed.count(b"\r\n")
