"""What the agenda can be asked for in its address: what does not exist is left out, and said."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from events.choices import Chosen
from hub.models import Branch

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
MONTHS_SHOWN = 2
DECEMBER = 12


def months_later(month: date, count: int) -> date:
    """The first day of the month so many months later, or earlier."""
    index = month.year * DECEMBER + month.month - 1 + count
    return date(index // DECEMBER, index % DECEMBER + 1, 1)


@dataclass(frozen=True)
class Wanted:
    """Which events, from which month on; as a list or as a table of weeks."""

    chosen: Chosen
    month: date
    table: bool = False

    @classmethod
    def read(cls, data: QueryDict, today: date, branches: Iterable[Branch] = ()) -> "Wanted":
        """From the query string, and the branches that one can choose from."""
        found = MONTH.fullmatch(data.get("mois", ""))
        month = date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)
        return cls(Chosen.read(data, branches), month, data.get("vue") == "mois")

    @property
    def end(self) -> date:
        """The first day that is not shown."""
        return months_later(self.month, MONTHS_SHOWN)

    @property
    def turned(self) -> str:
        """The query string of the same months in the other form: as a list, or as a table."""
        return replace(self, table=not self.table).at(self.month)

    def at(self, month: date) -> str:
        """The query string of the same wish from another month."""
        more = {"vue": "mois"} if self.table else {}
        return "&".join(filter(None, [self.chosen.query, urlencode({**more, "mois": f"{month:%Y-%m}"})]))
