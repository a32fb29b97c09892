"""What a client holds of a topic's log, and whatever reached it that the protocol forbids."""

import re
import time
from typing import Any, NamedTuple

TEXT = re.compile(r"\bm\d+-\d+\b")


class Held(NamedTuple):
    """One event; `text` is the mark in a post's body that names its author and count."""

    seq: int
    h: str
    kind: str
    target: int
    text: str


def mark_in(words: str) -> str:
    """The mark in a body, empty where there is none."""
    found = TEXT.search(words)
    return found.group() if found else ""


class Mirror:
    """A copy of the log from `start` on; `arrived` says when each event came (monotonic seconds)."""

    def __init__(self, cursor: str) -> None:
        self.arrived: dict[int, float] = {}
        self.repeats = self.holes = 0
        self.begin(cursor)

    def begin(self, cursor: str) -> None:
        """From this cursor on; what was held is dropped."""
        number, _dot, self.h = cursor.partition(".")
        self.start = self.seq = int(number)
        self.held: list[Held] = []

    @property
    def cursor(self) -> str:
        """The place of the last event held."""
        return f"{self.seq}.{self.h}"

    def take(self, event: dict[str, Any]) -> bool:
        """Holds the next event; what is held already is ignored; False for one that leaves a hole."""
        seq = event["s"]
        if seq <= self.seq:
            self.repeats += 1
            return True
        if seq != self.seq + 1:
            self.holes += 1
            return False
        self.seq, self.h = seq, event["h"]
        self.held.append(Held(seq, event["h"], event["k"], event["target"], mark_in(event.get("html", ""))))
        self.arrived[seq] = time.monotonic()
        return True
