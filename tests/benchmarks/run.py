"""`make bench`: what a post costs the server, and what its readers feel, against what others do; one table.

Ratios of medians, paired and interleaved within one run; a figure stands only where every client has got every event in
order. "Post saved and committed" is all that the serving process does for a post, from the action to the last socket.
Ours then writes the post, its place in the log and the memory of its key, checks rights and the pace, and reads the log;
the tutorial's consumer saves one row; websockets.broadcast and socket.io save nothing, so this is to our disadvantage.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import django

django.setup()

from django.db import connection  # noqa: E402  # Django must be set up first
from django.utils import timezone  # noqa: E402  # the same

from tests.benchmarks import many, moments, pages, rooms  # noqa: E402  # the same
from tests.benchmarks.feeds import compare_feeds  # noqa: E402  # the same
from tests.benchmarks.peers import open_many  # noqa: E402  # the same
from tests.benchmarks.stage import Stage  # noqa: E402  # the same
from tests.benchmarks.table import Row, keep_table, murmur, print_table, tell  # noqa: E402  # the same
from tests.benchmarks.world import world  # noqa: E402  # the same

Work = Callable[[Stage], Iterator[Row]]
# Name: what is done, and how many people it needs.
ROWS: dict[str, tuple[Work, int]] = {
    "room": (rooms.room, 1000),
    "crowded": (rooms.crowded, 3000),
    "strangers": (rooms.strangers, 1000),
    "quiet": (moments.quiet, 100),
    "processes": (rooms.processes, 1000),
    "burst": (moments.burst, 100),
    "stalled": (moments.stalled, 1000),
    "returning": (moments.returning, 3000),
    "idle": (moments.idle, 3000),
    "sizes": (rooms.sizes, 9500),
    "many": (many.many, 30 * many.ROOMS),
    "pages": (pages.home, 0),
}
SHORT = ("room", "quiet", "burst", "stalled", "returning", "idle", "pages")
SHORT_PEOPLE = 500
FEEDS = "feeds"
DATABASE = "SQLite" if connection.vendor == "sqlite" else "Postgres"


def measure(stage: Stage, names: list[str]) -> tuple[list[Row], list[str]]:
    """The rows of these names, and what went wrong; one that fails does not keep the others from being measured."""
    rows, wrong = [], []
    for name in names:
        start = time.monotonic()
        try:
            for row in ROWS[name][0](stage):
                rows.append(row)
                murmur(f"{row.work}: {row.said} {row.holds}")
        except (RuntimeError, AssertionError, OSError, ArithmeticError, subprocess.SubprocessError) as error:
            wrong.append(f"{name}: {error}")
        murmur(f"{name}: {time.monotonic() - start:.0f} s")
    return rows, wrong


def circumstances() -> str:
    """When and on what this is measured; the load beforehand says whether the machine is quiet."""
    return (
        f"{timezone.now():%-d %B %Y}, {os.cpu_count()} cores, {DATABASE}; load before the run {os.getloadavg()[0]:.1f}."
    )


def report(names: list[str], *, short: bool, keep: bool) -> int:
    """Everything in one run; 1 where something failed, or a bound is broken."""
    told = circumstances()
    measured = [name for name in names if name in ROWS]
    people = SHORT_PEOPLE if short else max([10, *(ROWS[name][1] for name in measured)])
    with world(people) as made:
        stage = Stage(made, short=short)
        try:
            light = compare_feeds(tell) if FEEDS in names else True
            rows, wrong = measure(stage, measured)
        finally:
            stage.close()
    tell(f"\n{told}")
    print_table(rows)
    if keep and not wrong:
        keep_table(rows, database=DATABASE, told=told)
    far = [f"{row.work}: {row.said}" for row in rows if row.is_far_off]
    for line in wrong:
        tell(f"failed: {line}")
    for line in far:
        tell(f"too far off: {line}")
    return 1 if wrong or far or not light else 0


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="fewer rows with fewer members, in two minutes")
    parser.add_argument("--only", action="append", choices=[*ROWS, FEEDS], help="this row; may be repeated")
    parser.add_argument("--write", action="store_true", help="a whole run's table goes into docs/live.md")
    options = parser.parse_args()
    if options.write and (options.short or options.only):
        parser.error("--write keeps the table of a whole run")
    open_many()
    names = options.only or [FEEDS, *(SHORT if options.short else ROWS)]
    return report(names, short=options.short, keep=options.write)


if __name__ == "__main__":
    sys.exit(main())
