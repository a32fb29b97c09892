"""A table of events to be made: its columns and words in three languages, and what each row says."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.utils.translation import pgettext_lazy

from community.models import STAGES, Theme
from events.clocks import NAMES
from events.models import Event
from events.models.events import MEANT
from hub.tables import Shape

MOST = 200
COLUMNS: dict[str, Any] = {
    "day": pgettext_lazy("column", "date"),
    "from": pgettext_lazy("column", "from"),
    "until": pgettext_lazy("column", "until"),
    "zone": pgettext_lazy("column", "clocks of"),
    "deadline": pgettext_lazy("column", "registrations until"),
    "title": pgettext_lazy("column", "title"),
    "kind": pgettext_lazy("column", "what"),
    "branch": pgettext_lazy("column", "branch"),
    "audience": pgettext_lazy("column", "for whom"),
    "stage": pgettext_lazy("column", "how far they have come"),
    "promotion": pgettext_lazy("column", "promotion it is for"),
    "also_branches": pgettext_lazy("column", "also open to the branches"),
    "also_promotions": pgettext_lazy("column", "also for the promotions"),
    "led_by": pgettext_lazy("column", "led by"),
    "theme": pgettext_lazy("column", "theme"),
    "language": pgettext_lazy("column", "language"),
    "also_in": pgettext_lazy("column", "other languages"),
    "place": pgettext_lazy("column", "place"),
    "address": pgettext_lazy("column", "address"),
    "directions": pgettext_lazy("column", "how to get there"),
    "seats_in_person": pgettext_lazy("column", "seats in person"),
    "seats_online": pgettext_lazy("column", "seats online"),
    "guests": pgettext_lazy("column", "guests"),
    "turns": pgettext_lazy("column", "waiting list"),
    "join_url": pgettext_lazy("column", "link"),
    "description": pgettext_lazy("column", "description"),
}
# What one writes where it is neither one of a few words nor free.
EXAMPLES = {
    "day": "03/12/2027",
    "from": "18:30",
    "until": "20:30",
    "deadline": "01/12/2027 18:00",
    "seats_in_person": "12",
    "seats_online": "20",
    "guests": "0",
    "join_url": "https://visio.lebanc.example/cv",
}
NEEDED = ("day", "from", "until", "title", "kind")
SHAPE = Shape(COLUMNS, NEEDED, MOST)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
EUROPEAN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
HOUR = re.compile(r"(\d{1,2})(?:\s*(?:[:.h]|uur)\s*(\d{2})?)?(?::00)?(?:\s*(?:h|uur))?", re.IGNORECASE)


def read_day(text: str) -> date | None:
    """A day as people write it, 3/12/2026 or 2026-12-03; None for what is none."""
    iso, european = ISO.fullmatch(text), EUROPEAN.fullmatch(text)
    parts = iso.groups() if iso else european.groups()[::-1] if european else ()
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def read_hour(text: str) -> time | None:
    """An hour as people write it, 18h30, 9 h or 18.30 uur; None for what is none."""
    clock = HOUR.fullmatch(text)
    try:
        return time(int(clock[1]), int(clock[2] or 0)) if clock else None
    except ValueError:
        return None


def read_wall(day: str, hour: str) -> str:
    """2026-12-03T18:30 from a day and an hour as people write them; what cannot be read is passed on for the form."""
    found, clock = read_day(day), read_hour(hour)
    if found is None or clock is None:
        return f"{day} {hour}".strip()
    return f"{found.isoformat()}T{clock:%H:%M}"


def read_moment(text: str) -> str:
    """The same from one cell, 3/12/2026 18h30; nothing for what is none."""
    day, _space, hour = text.replace("T", " ", 1).partition(" ")
    return read_wall(day, hour.strip()) if read_day(day) and read_hour(hour.strip()) else ""


def mode_of(cells: Mapping[str, str]) -> str:
    """Where one takes part, as the seats say."""
    here, online = (cells.get(name, "").strip("0") for name in ("seats_in_person", "seats_online"))
    if here and online:
        return Event.Mode.HYBRID
    return Event.Mode.ONLINE if online else Event.Mode.IN_PERSON


KINDS = list(Event.Kind.choices)
AUDIENCES = MEANT
HOW_FAR = list(STAGES)
THEMES = list(Theme.choices)
CLOCKS = list(NAMES.items())
TURNS = list(Event.Turns.choices)
