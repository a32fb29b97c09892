"""What the agenda can be asked for in its address: what does not exist is left out, and said."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from events.choices import Chosen
from hub.models import Branch

DAY = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])(?:-([0-3]\d))?")
MONTHS_SHOWN = 2
DECEMBER = 12


def months_later(month: date, count: int) -> date:
    """The first day of the month so many months later, or earlier."""
    index = month.year * DECEMBER + month.month - 1 + count
    return date(index // DECEMBER, index % DECEMBER + 1, 1)


def day_of(text: str) -> date | None:
    """A day, or the first one of a month; None for what no calendar has."""
    found = DAY.fullmatch(text)
    try:
        return found and date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return None


@dataclass(frozen=True)
class Wanted:
    """Which events, from which day on; as a list, or as a table of the weeks of its month."""

    chosen: Chosen
    start: date
    table: bool = False

    @classmethod
    def read(cls, data: QueryDict, today: date, branches: Iterable[Branch] = ()) -> "Wanted":
        """From the query string, and the branches that one can choose from; today's month as a list is what comes in it."""
        start, table = day_of(data.get("mois", "")) or today.replace(day=1), data.get("vue") == "mois"
        if table:
            start = start.replace(day=1)
        elif start == today.replace(day=1):
            start = today
        return cls(Chosen.read(data, branches), start, table)

    @property
    def month(self) -> date:
        """The first day of the month that it begins in."""
        return self.start.replace(day=1)

    @property
    def end(self) -> date:
        """The first day that is not shown."""
        return months_later(self.month, MONTHS_SHOWN)

    @property
    def turned(self) -> str:
        """The query string of the same months in the other form: as a list, or as a table."""
        return replace(self, table=not self.table).at(self.month)

    def earlier(self, today: date) -> str:
        """The query string of what comes before, which is never more than what is still to come; empty where nothing is."""
        if self.start <= today:
            return ""
        before = self.month if self.start > self.month else months_later(self.month, -MONTHS_SHOWN)
        return self.at(max(before, today.replace(day=1)))

    def at(self, day: date) -> str:
        """The query string of the same wish from another day on."""
        more = {"vue": "mois"} if self.table else {}
        first = f"{day:%Y-%m}" if day.day == 1 else day.isoformat()
        return "&".join(filter(None, [self.chosen.query, urlencode({**more, "mois": first})]))
