"""What the check says: a line for what it does, a table of promises at the end."""

import sys
import time
from dataclasses import dataclass

BEGAN = time.monotonic()


@dataclass(frozen=True)
class Line:
    """One promise with its figure."""

    where: str
    promise: str
    figure: str
    kept: bool


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
    rows = [(line.where, line.promise, line.figure, "kept" if line.kept else "BROKEN") for line in lines]
    rows.insert(0, ("where", "promise", "figure", ""))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    text = [f"{one:<{widths[0]}}  {two:<{widths[1]}}  {three:<{widths[2]}}  {four}" for one, two, three, four in rows]
    return "\n".join([text[0], "-" * len(text[0]), *text[1:]])
