"""Eight readers of calendars, none of them ours: what each understands of the same bytes."""

import json
import os
import shutil
import subprocess
import warnings
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import ics
import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar, vDuration

NODE = Path(__file__).resolve().parent.parent / "node"
TOOLS = NODE.parent / "tools"
DEBIAN_PYTHON = "/usr/bin/python3"
READERS = ("icalendar", "ical", "vobject", "ics.py", "ical.js", "node-ical", "libical", "sabre")


class Entry(NamedTuple):
    """An entry as a reader understands it: whether it leaves its hours free, and where one joins it online."""

    title: str
    start: datetime
    end: datetime
    status: str
    sequence: int
    free: bool
    link: str


def entries_of(reader: str, data: bytes, folder: Path) -> list[Entry]:
    """All entries, their hours in UTC and their titles with plain spaces; skips where a reader is not installed."""
    ours = {"icalendar": by_icalendar, "ical": by_ical, "vobject": by_vobject, "ics.py": by_ics}
    found = ours[reader](data) if reader in ours else by_command(command_of(reader), data, folder)
    return [
        Entry(title.replace("\xa0", " "), start.astimezone(UTC), end.astimezone(UTC), *more)
        for title, start, end, *more in found
    ]


def by_icalendar(data: bytes) -> Iterable[Entry]:
    for one in Calendar.from_ical(data).walk("VEVENT"):
        free, link = one.get("TRANSP") == "TRANSPARENT", str(one.get("CONFERENCE", ""))
        hours = one.decoded("DTSTART"), one.decoded("DTEND")
        yield Entry(str(one["SUMMARY"]), *hours, str(one["STATUS"]), one["SEQUENCE"], free, link)


def by_ical(data: bytes) -> Iterable[Entry]:
    for one in IcsCalendarStream.calendar_from_ics(data.decode()).events:
        free, links = one.transparency == "TRANSPARENT", [str(call.uri) for call in one.conference]
        yield Entry(one.summary, one.dtstart, one.dtend, one.status.value, one.sequence, free, "".join(links))


def by_vobject(data: bytes) -> Iterable[Entry]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        for one in vobject.readOne(data.decode()).vevent_list:
            free, link = (
                one.contents[name][0].value if name in one.contents else "" for name in ("transp", "conference")
            )
            facts = (one.summary.value, one.dtstart.value, one.dtend.value, one.status.value, int(one.sequence.value))
            yield Entry(*facts, free == "TRANSPARENT", link)


def by_ics(data: bytes) -> Iterable[Entry]:
    """It knows no SEQUENCE and no CONFERENCE, but keeps what it does not know."""
    for one in sorted(ics.Calendar(data.decode()).events):
        more = {line.name: line.value for line in one.extra}
        hours = one.begin.datetime, one.end.datetime
        yield Entry(
            one.name, *hours, one.status, int(more["SEQUENCE"]), bool(one.transparent), more.get("CONFERENCE", "")
        )


def printed(command: list[str], data: bytes, folder: Path) -> list[dict[str, Any]]:
    """What a reader in another language prints of it."""
    path = folder / "read.ics"
    path.write_bytes(data)
    ended = subprocess.run([*command, str(path)], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def alarms_of(reader: str, data: bytes, folder: Path) -> dict[str, list[timedelta]]:
    """{title: when it reminds, from its start} as a reader understands it; skips where it is not installed."""
    if reader == "icalendar":
        found = Calendar.from_ical(data).walk("VEVENT")
        return {str(one["SUMMARY"]): [alarm.decoded("TRIGGER") for alarm in one.walk("VALARM")] for one in found}
    if reader == "ical":
        found = IcsCalendarStream.calendar_from_ics(data.decode()).events
        return {one.summary: [alarm.trigger for alarm in one.alarm] for one in found}
    if reader == "vobject":
        found = vobject.readOne(data.decode()).vevent_list
        return {one.summary.value: [alarm.trigger.value for alarm in one.contents.get("valarm", [])] for one in found}
    if reader == "ics.py":
        return {one.name: [alarm.trigger for alarm in one.alarms] for one in ics.Calendar(data.decode()).events}
    rows = printed(command_of(reader), data, folder)
    return {row["title"]: [vDuration.from_ical(text) for text in row["alarms"]] for row in rows}


def by_command(command: list[str], data: bytes, folder: Path) -> Iterable[Entry]:
    """What a reader in another language prints of it."""
    for row in printed(command, data, folder):
        hours = datetime.fromisoformat(row["start"]), datetime.fromisoformat(row["end"])
        free = row["transp"] == "TRANSPARENT"
        yield Entry(row["title"], *hours, row["status"], row["sequence"], free, row["link"] or "")


def command_of(reader: str) -> list[str]:
    """How a reader in another language is run; skips where it is not installed, CI does not go without it."""
    if reader == "libical":
        asked = [DEBIAN_PYTHON, "-c", "import gi; gi.require_version('ICalGLib', '3.0')"]
        there = Path(DEBIAN_PYTHON).exists() and not subprocess.run(asked, capture_output=True, check=False).returncode
        check_there("libical", there, "Debian's python3-gi and gir1.2-ical-3.0")
        return [DEBIAN_PYTHON, str(TOOLS / "read_libical.py")]
    if reader == "sabre":
        asked = ["php", "-r", "require 'Sabre/VObject/autoload.php';"]
        there = (
            shutil.which("php") is not None and not subprocess.run(asked, capture_output=True, check=False).returncode
        )
        check_there("sabre/vobject", there, "Debian's php-cli and php-sabre-vobject")
        return ["php", str(TOOLS / "read_sabre.php")]
    there = shutil.which("node") is not None and (NODE / "node_modules" / reader).exists()
    check_there(reader, there, "npm ci --prefix tests/node")
    return ["node", str(NODE / "read.mjs"), reader]


def check_there(reader, there, how):
    """Skips where a reader is not installed, in words; CI does not go without it."""
    if not there:
        if os.environ.get("CI"):
            pytest.fail(f"{reader} is missing, and CI does not go without it: {how}")
        pytest.skip(f"NOT READ BY {reader}: it is missing ({how})")
