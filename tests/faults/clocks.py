"""Scenario 9: the servers' clock jumps while people write, and one of them has a seat on an event of tomorrow: an hour, a day,
and over both changes of the hour; after each jump the tick runs once.

A library of a few lines (clock.c), preloaded into the servers, stands between them and the clock. Redis and Postgres keep
no time for us. (libfaketime was tried first: it replaces far more, and servers stood still for seconds.)
"""

import asyncio
import shutil
import struct
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.faults.attack import Crowd
from tests.faults.children import wait_for
from tests.faults.house import Ground, House
from tests.faults.report import Line, none_of, quantile, say, spread
from tests.faults.trouble import Absent

HOUR, DAY = 3600, 24 * 3600
MARCH, OCTOBER = 3, 10
SETTLE, WITHIN = 2.0, 5.0
REMINDERS = "SELECT COUNT(*) FROM hub_notice WHERE kind = 'event.reminder'"
STEPS = "SELECT COUNT(DISTINCT step) FROM events_eventreminder"


def build(folder: Path) -> Path:
    """The library that is preloaded; raises Absent."""
    library, source = folder / "clock.so", Path(__file__).parent / "clock.c"
    if shutil.which("cc") is None:
        reason = "there is no C compiler"
        raise Absent(reason)
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", str(library), str(source), "-ldl"], check=True)
    return library


class Clock:
    """By how many seconds the servers' clock is wrong."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "clock"
        self.file.write_bytes(bytes(8))
        self.settings = {"LD_PRELOAD": str(build(folder)), "WRONG_CLOCK": str(self.file)}

    def set(self, seconds: float) -> None:
        """At once, for all of them."""
        with self.file.open("r+b", buffering=0) as file:
            file.write(struct.pack("q", round(seconds)))


def last_change(month: int, now: datetime) -> datetime:
    """The last change of the hour in that month, 01:00 UTC on its last Sunday (directive 2000/84/EC)."""
    changes = []
    for year in (now.year - 1, now.year):
        last = datetime(year, month, 31, 1, tzinfo=UTC)
        changes.append(last - timedelta(days=(last.weekday() + 1) % 7))
    return max(one for one in changes if one < now)


def jumps() -> list[tuple[str, float]]:
    """By how many seconds the clock is wrong, one after the other; at a change of the hour it runs up to it."""
    now = datetime.now(UTC)
    changes = [(f"4 s before {at:%d %B}'s change", (at - now).total_seconds() - 4) for at in
               (last_change(MARCH, now), last_change(OCTOBER, now))]  # fmt: skip
    simple = [
        ("+1 h", HOUR),
        ("right again", 0),
        ("-1 h", -HOUR),
        ("right again", 0),
        ("+24 h", DAY),
        ("right again", 0),
    ]
    return [*simple, *changes, ("right again", 0)]


async def jump(where: str, house: House, crowd: Crowd, clock: Clock, gap: int) -> int:
    """All of them, with a tick and so many messages after each; answers how many."""
    steps = jumps()
    for name, offset in steps:
        began, goal = time.monotonic(), crowd.stored + gap
        clock.set(offset)
        await asyncio.sleep(SETTLE + (6 if "change" in name else 0))
        await house.run("-m", "hub", "tick")
        await wait_for(lambda goal=goal: crowd.stored >= goal, 30)
        say(where, f"the clock: {name}; {crowd.stored - goal + gap} messages in {time.monotonic() - began:.1f} s")
    return len(steps)


async def mislead(where: str, ground: Ground, *, people: int, gap: int, seed: int) -> list[Line]:
    """The promise R12."""
    clock = await asyncio.to_thread(Clock, ground.folder)
    house = await ground.house(settings=clock.settings)
    try:
        await house.run("-m", "tests.faults.appointment")
        crowd = await Crowd.gather(house, 0, people, rate=15, seed=seed)
        try:
            number = await jump(where, house, crowd, clock, gap)
            outcome = await crowd.converge(number)
        finally:
            await crowd.leave()
        days = await house.value("SELECT COUNT(DISTINCT DATE(at)) FROM hub_logevent WHERE kind = 'post'")
        reminders, steps = await house.value(REMINDERS), await house.value(STEPS)
    finally:
        await house.close()
    delays = [
        one.mirror.arrived.get(each.seq, float("inf")) - each.began
        for each in outcome.stored
        for one in crowd.followers
    ]
    say(where, f"answers {dict(crowd.counts)}, {sum(one.counts['closed'] for one in crowd.followers)} sockets closed")
    refused = crowd.counts["429"] + len(outcome.unfinished)
    return [
        outcome.brief(where, f"R12 {number} jumps: lost, twice, disorder, unlike"),
        Line(where, "R12 the log has seen days", f"{days}", ">= 4", days >= 4),
        Line(
            where, "R12 delivery", spread(delays), f"p99 {WITHIN:.0f} s", quantile(delays, 0.99) <= WITHIN, again=True
        ),
        Line(where, "R12 posts that had to wait for the clock", f"{refused}", "0", refused == 0),
        Line(where, "R12 reminders of a seat", f"{reminders}", ">= 2", reminders >= 2),
        none_of(where, "R12 reminders sent twice", reminders - steps, f"{reminders}"),
    ]
