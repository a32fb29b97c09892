"""What the agenda can be asked for in its address: a wrong word asks for everything."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from events.models import Event
from events.models.events import EventQuerySet

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
MONTHS_SHOWN = 2
DECEMBER = 12


def months_later(month: date, count: int) -> date:
    """The first day of the month so many months later, or earlier."""
    index = month.year * DECEMBER + month.month - 1 + count
    return date(index // DECEMBER, index % DECEMBER + 1, 1)


@dataclass(frozen=True)
class Wanted:
    """Which events: of one branch, of one kind, online, from which month on."""

    branch: str
    kind: str
    online: bool
    month: date

    @classmethod
    def read(cls, data: Any, today: date) -> "Wanted":
        """From the query string (a mapping of texts)."""
        kind = data.get("genre", "")
        found = MONTH.fullmatch(data.get("mois", ""))
        month = date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)
        known = kind if kind in Event.Kind.values else ""
        return cls(data.get("antenne", "")[:50], known, data.get("ligne") == "1", month)

    @property
    def end(self) -> date:
        """The first day that is not shown."""
        return months_later(self.month, MONTHS_SHOWN)

    def narrow(self, events: EventQuerySet) -> EventQuerySet:
        """The events that match."""
        if self.branch:
            events = events.filter(branch__slug=self.branch)
        if self.kind:
            events = events.of_kind(self.kind)
        return events.exclude(mode=Event.Mode.IN_PERSON) if self.online else events

    @property
    def query(self) -> str:
        """The wish as a query string, whatever the month; empty for everything."""
        wish = {"antenne": self.branch, "genre": self.kind, "ligne": "1" if self.online else ""}
        return urlencode({name: value for name, value in wish.items() if value})

    def at(self, month: date) -> str:
        """The query string of the same wish from another month."""
        return "&".join(filter(None, [self.query, urlencode({"mois": f"{month:%Y-%m}"})]))
