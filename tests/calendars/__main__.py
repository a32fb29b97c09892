"""`python -m tests.calendars [--short]`: every promise of calendars and seats with its figure, and an exit code."""

import argparse
import asyncio
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.calendars.proofs import FIGURES, POINTS, SEATS
from tests.calendars.proving import lines, lines_on_postgres
from tests.calendars.rush import polls, rush
from tests.faults.children import end_all
from tests.faults.house import EMBEDDED, PRODUCTION
from tests.faults.report import Line, conclude, say

PEOPLE, WHOLE, SHORT = 200, 20, 1
SUBSCRIBERS, FEWER = 500, 100
# What the tests proper have just proved where CI runs the short form.
PROVED = {"points", "seats"}
# How much hypothesis tries, and how many come at once in threads.
MUCH = {"SEAT_LIVES": "300", "FEED_TEXTS": "400", "FEED_HOURS": "2000", "FEED_LIVES": "40", "SEAT_CROWD": "200"}
LITTLE = {"SEAT_LIVES": "20", "FEED_TEXTS": "20", "FEED_HOURS": "60", "FEED_LIVES": "3", "SEAT_CROWD": "40"}


def trials(folder: Path, *, short: bool) -> dict[str, Callable[[], list[Line]]]:
    """{name: what is tried}; real servers have a folder each."""
    effort, rounds = (LITTLE, SHORT) if short else (MUCH, WHOLE)
    modes = (EMBEDDED, PRODUCTION)

    def place(name: str) -> Path:
        made = folder / name
        made.mkdir(0o711)
        return made

    return {
        "points": lambda: lines("17 points", POINTS, effort),
        "figures": lambda: lines("feeds", FIGURES, effort),
        "seats": lambda: (
            lines("seats, SQLite", SEATS, {**effort, "DATABASE_URL": ""})
            + lines_on_postgres("seats, Postgres", SEATS, effort)
        ),
        "rush": lambda: [
            line for mode in modes for line in asyncio.run(rush(mode, place(f"rush-{mode}"), PEOPLE, rounds))
        ],
        "polls": lambda: asyncio.run(polls(EMBEDDED, place("polls"), FEWER if short else SUBSCRIBERS, rounds)),
    }


def main() -> int:
    """Whatever happens, nothing that was started is left behind."""
    parser = argparse.ArgumentParser(prog="python -m tests.calendars")
    parser.add_argument(
        "--short", action="store_true", help="what CI runs: what the tests proper have not proved there"
    )
    parser.add_argument("--only", action="append", help="points, figures, seats, rush or polls; may be repeated")
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="lebanc-calendars-"))
    folder.chmod(0o711)  # Postgres runs as another user, and has a folder of its own in there
    found: list[Line] = []
    try:
        for name, trial in trials(folder, short=args.short).items():
            if name in args.only if args.only else not (args.short and name in PROVED):
                say("check-calendars", name)
                found += trial()
                end_all()
    finally:
        end_all()
        shutil.rmtree(folder, ignore_errors=True)
    return conclude("check-calendars", found)


if __name__ == "__main__":
    sys.exit(main())
