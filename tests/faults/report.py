"""What the check says: a line for what it does, a table of promises at the end."""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

BEGAN = time.monotonic()


@dataclass(frozen=True)
class Line:
    """One promise with its figure and its bound; `kept` is None where this machine cannot try it.

    `again` where a trial may be held once more for it (decision 35): it is of seconds, or nothing was measured.
    """

    where: str
    promise: str
    figure: str
    bound: str
    kept: bool | None
    again: bool = False


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


def may_be_held_again(lines: list[Line]) -> bool:
    """Whether something is broken, and all of it by seconds or unmeasured: nothing lost, nothing leaked, nothing doubled."""
    broken = [line for line in lines if line.kept is False]
    return bool(broken) and all(line.again for line in broken)


def table(lines: list[Line]) -> str:
    """All promises, one a row."""
    words = {True: "kept", False: "BROKEN", None: "not tried"}
    rows = [(line.where, line.promise, line.figure, line.bound, words[line.kept]) for line in lines]
    rows.insert(0, ("where", "promise", "figure", "bound", ""))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    text = ["  ".join([*(f"{row[at]:<{widths[at]}}" for at in range(4)), row[4]]).rstrip() for row in rows]
    return "\n".join([text[0], "-" * max(map(len, text)), *text[1:]])


def conclude(check: str, lines: list[Line], first_tries: Sequence[Line] = ()) -> int:
    """Writes the table, then what is broken, what was held again and how many promises were kept; the exit code."""
    broken = [line for line in lines if line.kept is False]
    told = [f"BROKEN  {line.where}: {line.promise}: {line.figure}, not {line.bound}" for line in broken]
    told += [f"AGAIN   {line.where}: {line.promise}: at first {line.figure}, not {line.bound}" for line in first_tries]
    counts = Counter(line.kept for line in lines)
    untried = f", {counts[None]} not tried" if counts[None] else ""
    again = f", {len(first_tries)} held again" if first_tries else ""
    told.append(f"{check}: {counts[True]} kept, {counts[False]} broken{again}{untried}")
    sys.stdout.write("\n".join(["", table(lines), "", *told, ""]))
    return 1 if broken or not lines else 0


def none_of(where: str, promise: str, number: int, of: str) -> Line:
    """A promise that something never happens, with how often it might have; of nothing it says nothing, and is not kept."""
    return Line(where, promise, f"{number} of {of}", "0", number == 0 and of.split(maxsplit=1)[0] != "0")


def yes_or_no(fact: bool) -> str:  # noqa: FBT001  # a word for it
    """A word for the table."""
    return "yes" if fact else "no"
