"""Whose turn it is: ends the offers nobody took in time, then offers what is free. Seats and places of calls share it."""

from datetime import datetime
from typing import Protocol, TypeVar

Row = TypeVar("Row")


class Line(Protocol[Row]):
    """People who wait for what there is too little of, as its locked owner sees them."""

    def lapsed(self, now: datetime) -> Row | None:
        """Somebody whose offer has ended, if there is one."""

    def lapse(self, row: Row, now: datetime) -> None:
        """Ends that offer, and says so."""

    def next_ones(self, now: datetime) -> list[Row]:
        """Whom what is free suffices for, in their order; nobody where nothing may be offered any more."""

    def offer(self, row: Row, now: datetime) -> None:
        """Keeps it for this person for a time, and says so."""


def pass_on(line: Line[Row], *, now: datetime) -> None:
    """A step, on a locked owner; harmless when repeated."""
    while (late := line.lapsed(now)) is not None:
        line.lapse(late, now)
    for row in line.next_ones(now):
        line.offer(row, now)
