"""What the check says: a line for what it does, a table of promises at the end."""

import sys
import time
from dataclasses import dataclass

BEGAN = time.monotonic()


@dataclass(frozen=True)
class Line:
    """One promise with its figure and its bound; `kept` is None where this machine cannot try it."""

    where: str
    promise: str
    figure: str
    bound: str
    kept: bool | None


def say(where: str, sentence: str) -> None:
    """One line, with the seconds since the start."""
    sys.stdout.write(f"{time.monotonic() - BEGAN:6.1f} s  {where:<22} {sentence}\n")
    sys.stdout.flush()


def quantile(values: list[float], share: float) -> float:
    """The nearest-rank quantile, 0 for no values."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))] if ranked else 0.0


def spread(values: list[float]) -> str:
    """Median and 99th percentile, in milliseconds."""
    return f"p50 {quantile(values, 0.5) * 1000:.0f} ms, p99 {quantile(values, 0.99) * 1000:.0f} ms"


def table(lines: list[Line]) -> str:
    """All promises, one a row."""
    words = {True: "kept", False: "BROKEN", None: "not tried"}
    rows = [(line.where, line.promise, line.figure, line.bound, words[line.kept]) for line in lines]
    rows.insert(0, ("where", "promise", "figure", "bound", ""))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    text = ["  ".join([*(f"{row[at]:<{widths[at]}}" for at in range(4)), row[4]]).rstrip() for row in rows]
    return "\n".join([text[0], "-" * max(map(len, text)), *text[1:]])


def none_of(where: str, promise: str, number: int, of: str) -> Line:
    """A promise that something never happens, with how often it might have."""
    return Line(where, promise, f"{number} of {of}", "0", number == 0)


def yes_or_no(fact: bool) -> str:  # noqa: FBT001  # a word for it
    """A word for the table."""
    return "yes" if fact else "no"
