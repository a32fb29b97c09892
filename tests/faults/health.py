"""Scenario 5: nothing is wrong; messages come at an even pace, and how long each takes to each screen is measured."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence

from tests.faults.children import wait_for
from tests.faults.follower import Follower
from tests.faults.house import House
from tests.faults.report import Line, quantile, say, spread
from tests.faults.visitor import Visitor
from tests.faults.writer import Writer

PER_SECOND = 20
# In a full room, where each message has many readers.
FULL_PER_SECOND = 2
PATIENCE = 30.0


class Hall:
    """People who listen, and who write in turn; a slow answer does not slow the others down."""

    def __init__(self, visitors: Sequence[Visitor], seed: int) -> None:
        self.followers = [Follower(one, seed + one.pk) for one in visitors]
        self.writers = [Writer(one, seed + one.pk, Counter(), PATIENCE) for one in visitors]

    async def gather(self) -> None:
        """Everybody listens."""
        await wait_for(lambda: all(one.here for one in self.followers), 20)

    async def talk(self, seconds: float, words: str = "", *, per_second: int = PER_SECOND) -> list[float]:
        """So long; answers the seconds from the sending of each message to its arrival at each reader."""
        began, tasks = time.monotonic(), []
        for number in range(int(seconds * per_second)):
            await asyncio.sleep(max(0.0, began + number / per_second - time.monotonic()))
            writer = self.writers[number % len(self.writers)]
            tasks.append(asyncio.ensure_future(writer.write(words)))
        stored = await asyncio.gather(*tasks)
        last = max(one.seq for one in stored)
        await wait_for(lambda: all(last in one.mirror.arrived for one in self.followers), PATIENCE)
        return [
            one.mirror.arrived.get(each.seq, float("inf")) - each.began for each in stored for one in self.followers
        ]

    async def leave(self) -> None:
        """Everybody hangs up."""
        await asyncio.gather(*(one.stop() for one in self.followers))


async def measure_health(
    where: str, house: House, *, people: int, seconds: float, seed: int, median: float, tail: float
) -> list[Line]:
    """The promise R2 for a healthy house; half of the people read at each server."""
    hall = Hall(await house.enter(0, people, by_doors=True), seed)
    try:
        await hall.gather()
        await hall.talk(1.0)
        delays = await hall.talk(seconds)
    finally:
        await hall.leave()
    say(where, f"{PER_SECOND} messages a second to {people}: {len(delays)} deliveries, {spread(delays)}")
    bound = f"{median * 1000:.0f} ms, {tail * 1000:.0f} ms"
    kept = quantile(delays, 0.5) <= median and quantile(delays, 0.99) <= tail
    return [Line(where, f"R2 healthy, {PER_SECOND}/s x {people}", spread(delays), bound, kept, again=True)]


async def measure_full_room(
    where: str, house: House, *, people: int, seconds: float, seed: int, tail: float
) -> list[Line]:
    """The promise C4: from the sending of a message to the other screens of a full room, for 95 of 100."""
    hall = Hall(await house.enter(0, people, by_doors=True), seed)
    try:
        await hall.gather()
        await hall.talk(1.0, per_second=FULL_PER_SECOND)
        delays = await hall.talk(seconds, per_second=FULL_PER_SECOND)
    finally:
        await hall.leave()
    say(where, f"{FULL_PER_SECOND} messages a second to {people}: {len(delays)} deliveries, {spread(delays)}")
    late = quantile(delays, 0.95)
    promise = f"C4 sent to seen, {FULL_PER_SECOND}/s x {people}: p95"
    return [Line(where, promise, f"{late * 1000:.0f} ms", f"{tail * 1000:.0f} ms", late <= tail, again=True)]
