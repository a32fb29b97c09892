"""The table of `make bench`: what was done, what is aimed at, what came of it; printed, or kept in docs/live.md."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

KEPT = Path(__file__).resolve().parent.parent.parent / "docs" / "live.md"
SIGNS = {"≤": lambda figure, goal: figure <= goal, "≥": lambda figure, goal: figure >= goal}


@dataclass(frozen=True)
class Row:
    """One line. `bound` is what fails a run, with room for the noise of a shared machine."""

    work: str
    figure: float | None = None
    sign: str = "≤"
    goal: float | None = None
    unit: str = "×"
    note: str = ""
    bound: float | None = None

    @property
    def said(self) -> str:
        """The figure as it is printed; "absent" where there is nobody to compare with."""
        if self.figure is None:
            return "absent"
        digits = 0 if self.figure >= 100 or self.figure == int(self.figure) else 2 if self.figure < 10 else 1
        return f"{self.figure:,.{digits}f} {self.unit}".strip()

    @property
    def aim(self) -> str:
        """The goal in words."""
        return "" if self.goal is None else f"{self.sign} {self.goal:g} {self.unit}".strip()

    @property
    def holds(self) -> str:
        """Whether the goal is met; nothing where there is none."""
        if self.figure is None or self.goal is None:
            return ""
        return "yes" if SIGNS[self.sign](self.figure, self.goal) else "NO"

    @property
    def is_far_off(self) -> bool:
        """Whether even the bound is broken."""
        return self.figure is not None and self.bound is not None and not SIGNS[self.sign](self.figure, self.bound)


def tell(line: str = "") -> None:
    """One line of the report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def murmur(line: str) -> None:
    """What is being done, for whoever waits."""
    sys.stderr.write(f"  {line}\n")
    sys.stderr.flush()


def with_table(text: str, rows: Sequence[Row], *, database: str, told: str) -> str:
    """That text with the table in the place of the one before that was measured on that database."""
    lines = [told, "", "| work | goal | measured | holds | beside it |", "|---|---|---|---|---|"]
    lines += [f"| {row.work.strip()} | {row.aim} | {row.said} | {row.holds} | {row.note} |" for row in rows]
    head, end = f"<!-- measured on {database} -->\n", "<!-- /measured -->"
    table = "\n".join(lines)
    return re.sub(f"{head}.*?{end}", lambda _found: f"{head}{table}\n{end}", text, count=1, flags=re.DOTALL)


def keep_table(rows: Sequence[Row], *, database: str, told: str) -> None:
    """Writes it where one reads what the protocol costs."""
    kept = with_table(KEPT.read_text(encoding="utf-8"), rows, database=database, told=told)
    KEPT.write_text(kept, encoding="utf-8")


def print_table(rows: Sequence[Row]) -> None:
    """All rows under one another."""
    lines = [("work", "goal", "measured", "", "beside it")]
    lines += [(row.work, row.aim, row.said, row.holds, row.note) for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    for line in lines:
        work, aim, said, holds, note = line
        tell(f"{work:{widths[0]}}  {aim:>{widths[1]}}  {said:>{widths[2]}}  {holds:{widths[3]}}  {note}".rstrip())
