"""The places of a photo: a grid laid over it, so that one can say by ticking boxes where somebody is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from events.models import EventPhoto

# Places along its longer side: each as large as a finger needs on the smallest phone.
LONG = 6

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Place:
    """One place of the grid; rows and columns are counted from 1, the number from 0."""

    number: int
    row: int
    column: int
    marked: bool


@dataclass(frozen=True)
class Grid:
    """So many columns and rows over one photo."""

    columns: int
    rows: int

    @classmethod
    def over(cls, photo: EventPhoto) -> "Grid":
        """Nearly square places, none of them narrower than a sixth of the longer side."""
        longest = max(photo.width, photo.height, 1)
        columns, rows = (max(1, LONG * side // longest) for side in (photo.width, photo.height))
        return cls(columns, rows)

    def places(self, marks: Iterable[Any]) -> list[Place]:
        """All of them, row by row, some ticked."""
        ticked = set(self.read(marks))
        return [
            Place(number, number // self.columns + 1, number % self.columns + 1, number in ticked)
            for number in range(self.columns * self.rows)
        ]

    def read(self, marks: Iterable[Any]) -> list[int]:
        """The numbers among these that are places, each once, in order."""
        known = {str(number): number for number in range(self.columns * self.rows)}
        return sorted({known[str(mark)] for mark in marks if str(mark) in known})

    def boxes(self, marks: Iterable[Any]) -> list[Box]:
        """(left, top, right, bottom) of each, as shares of the width and height."""
        found = (divmod(number, self.columns) for number in self.read(marks))
        return [
            (left / self.columns, top / self.rows, (left + 1) / self.columns, (top + 1) / self.rows)
            for top, left in found
        ]
