"""Independent readers agree on literal instants: both changes of clocks, overnight, four days, three zones."""

import json
import os
import shutil
import subprocess
import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import vobject
from django.test import Client
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from events.models import Event
from tests.events.test_feeds import FEED, add

NODE = Path(__file__).resolve().parent.parent / "node"
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


@pytest.fixture
def feed(clock, cast, now):
    for title, (branch, start, end, _begins, _ends) in DATES.items():
        add(cast, now, title=title, branch=branch, start=start, end=end, description=LONG)
    moved = add(cast, now, title="Déplacé", start="2026-12-09T18:30", end="2026-12-09T20:30")
    gone = add(cast, now, title="Supprimé")
    later = now - timedelta(hours=1)
    Event.objects.filter(pk=moved.pk).update(sequence=1, modified_at=later)
    Event.objects.filter(pk=gone.pk).update(status="cancelled", sequence=1, modified_at=later)
    return Client().get(FEED).content


def expected():
    return {title: (instant(begins), instant(ends)) for title, (*_wall, begins, ends) in DATES.items()}


def instant(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def those_of(found):
    return {title: when for title, when in found.items() if title in DATES}


def test_icalendar(feed):
    found = {
        str(one["SUMMARY"]): (one.decoded("DTSTART").astimezone(UTC), one.decoded("DTEND").astimezone(UTC))
        for one in Calendar.from_ical(feed).walk("VEVENT")
    }

    assert those_of(found) == expected()


def test_ical(feed):
    read = IcsCalendarStream.calendar_from_ics(feed.decode())
    found = {one.summary: (one.dtstart.astimezone(UTC), one.dtend.astimezone(UTC)) for one in read.events}

    assert those_of(found) == expected()
    assert next(one for one in read.events if one.summary == "London tea").description.startswith(LONG)


def test_vobject(feed):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        read = vobject.readOne(feed.decode())
        found = {
            one.summary.value: (one.dtstart.value.astimezone(UTC), one.dtend.value.astimezone(UTC))
            for one in read.vevent_list
        }

    assert those_of(found) == expected()


@pytest.mark.parametrize("reader", ["ical.js", "node-ical"])
def test_readers_in_javascript(feed, tmp_path, reader):
    if shutil.which("node") is None or not (NODE / "node_modules" / reader).exists():
        if os.environ.get("CI"):
            pytest.fail(f"{reader} is missing, and CI does not go without it: npm ci --prefix tests/node")
        pytest.skip(f"NOT READ BY {reader}: it is missing (npm ci --prefix tests/node)")
    path = tmp_path / "feed.ics"
    path.write_bytes(feed)

    ended = subprocess.run(
        ["node", str(NODE / "read.mjs"), reader, str(path)], capture_output=True, text=True, timeout=60, check=False
    )

    assert ended.returncode == 0, ended.stderr
    found = {
        row["title"]: (datetime.fromisoformat(row["start"]), datetime.fromisoformat(row["end"]))
        for row in json.loads(ended.stdout)
    }
    assert those_of(found) == expected()


def test_no_line_is_longer_than_75_octets_nor_cut_inside_a_character(feed):
    lines = feed.split(b"\r\n")

    assert max(len(line) for line in lines) <= 75
    assert [line for line in lines if "\ufffd" in line.decode(errors="replace")] == []
    assert feed.count(b"\n") == feed.count(b"\r\n")
