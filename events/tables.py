"""A table of events to be made: its columns and words in three languages, and what each row says."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext_lazy

from community.models import Audience
from events.models import Event
from hub.errors import Refusal
from hub.spreadsheets import read_table

MOST = 200
COLUMNS: dict[str, Any] = {
    "day": pgettext_lazy("column", "date"),
    "from": pgettext_lazy("column", "from"),
    "until": pgettext_lazy("column", "until"),
    "title": pgettext_lazy("column", "title"),
    "kind": pgettext_lazy("column", "what"),
    "branch": pgettext_lazy("column", "branch"),
    "audience": pgettext_lazy("column", "for whom"),
    "promotion": pgettext_lazy("column", "promotion it is for"),
    "language": pgettext_lazy("column", "language"),
    "place": pgettext_lazy("column", "place"),
    "address": pgettext_lazy("column", "address"),
    "seats_in_person": pgettext_lazy("column", "seats in person"),
    "seats_online": pgettext_lazy("column", "seats online"),
    "join_url": pgettext_lazy("column", "link"),
    "description": pgettext_lazy("column", "description"),
}
# What one writes where it is neither one of a few words nor free.
EXAMPLES = {
    "day": "03/12/2027",
    "from": "18:30",
    "until": "20:30",
    "seats_in_person": "12",
    "seats_online": "20",
    "join_url": "https://visio.lebanc.example/cv",
}
NEEDED = ("day", "from", "until", "title", "kind")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
EUROPEAN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
HOUR = re.compile(r"(\d{1,2})(?:\s*(?:[:.h]|uur)\s*(\d{2})?)?(?::00)?(?:\s*(?:h|uur))?", re.IGNORECASE)


class TableRefusal(Refusal):
    """This is no table of events."""


@dataclass(frozen=True)
class Row:
    """One row, by its number in the spreadsheet: {column: what stands there}."""

    number: int
    cells: Mapping[str, str]


def plain(word: str) -> str:
    """A word as it is compared: case, spaces and underscores do not matter."""
    return " ".join(word.replace("_", " ").casefold().split())


def in_every_language(words: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """{word in French, Dutch or English, or the code itself: code}."""
    known: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            known |= {plain(str(label)): code for code, label in words}
    return known | {plain(code): code for code, _label in words}


def read_rows(text: str) -> list[Row]:
    """The rows below the line of names; raises TableRefusal where a column is missing, unknown or named twice."""
    try:
        lines = read_table(text)
    except csv.Error as error:
        raise TableRefusal("table", _("This file is not a table. Save it from your spreadsheet as CSV.")) from error
    if not any(lines[:1]):
        raise TableRefusal("empty", _("This table is empty: its first line must name the columns."))
    names = read_names(lines[0])
    filled = [
        Row(number, dict(zip(names, line, strict=False))) for number, line in enumerate(lines[1:], 2) if any(line)
    ]
    if not filled:
        raise TableRefusal("empty", _("Nothing stands below the names of the columns."))
    if len(filled) > MOST:
        raise TableRefusal("many", _("These are more than 200 lines: split the table."))
    return filled


def read_names(line: list[str]) -> list[str]:
    """The columns' codes; raises TableRefusal."""
    known = in_every_language(list(COLUMNS.items()))
    strange = [name for name in line if name and plain(name) not in known]
    if strange:
        raise TableRefusal("unknown", _("These columns are not known: %(names)s.") % {"names": ", ".join(strange)})
    codes = [known.get(plain(name), "") for name in line]
    missing = [str(COLUMNS[code]) for code in NEEDED if code not in codes]
    if missing:
        raise TableRefusal("missing", _("These columns are missing: %(names)s.") % {"names": ", ".join(missing)})
    if len({code for code in codes if code}) < len([code for code in codes if code]):
        raise TableRefusal("twice", _("A column is named twice."))
    return codes


def read_day(text: str) -> date | None:
    """A day as people write it, 3/12/2026 or 2026-12-03; None for what is none."""
    iso, european = ISO.fullmatch(text), EUROPEAN.fullmatch(text)
    parts = iso.groups() if iso else european.groups()[::-1] if european else ()
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def read_wall(day: str, hour: str) -> str:
    """2026-12-03T18:30 from a day and an hour as people write them; what cannot be read is passed on for the form."""
    found, clock = read_day(day), HOUR.fullmatch(hour)
    if found is None or clock is None:
        return f"{day} {hour}".strip()
    return f"{found.isoformat()}T{int(clock[1]):02}:{int(clock[2] or 0):02}"


def mode_of(cells: Mapping[str, str]) -> str:
    """Where one takes part, as the seats say."""
    here, online = (cells.get(name, "").strip("0") for name in ("seats_in_person", "seats_online"))
    if here and online:
        return Event.Mode.HYBRID
    return Event.Mode.ONLINE if online else Event.Mode.IN_PERSON


KINDS = list(Event.Kind.choices)
AUDIENCES = list(Audience.choices)
