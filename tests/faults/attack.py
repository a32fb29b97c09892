"""Scenario 1: people write in order while everything around them breaks; then all is counted."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.faults.children import wait_for
from tests.faults.faults import strike
from tests.faults.follower import Follower
from tests.faults.house import House
from tests.faults.ledger import Ledger
from tests.faults.mirror import Mirror
from tests.faults.outcome import Outcome
from tests.faults.report import say
from tests.faults.visitor import Visitor
from tests.faults.writer import Writer

GIVE_UP_AFTER = 40.0
# Whoever is further behind is told to begin anew.
MOST_BEHIND = 1000


@dataclass
class Crowd:
    """Everybody who writes and follows."""

    house: House
    followers: list[Follower]
    writers: list[Writer]
    counts: Counter[str]
    over: asyncio.Event = field(default_factory=asyncio.Event)
    tasks: list["asyncio.Task[None]"] = field(default_factory=list)

    @classmethod
    async def gather(cls, house: House, first: int, people: int, *, rate: int, seed: int) -> "Crowd":
        """They come in, listen, and begin to write, `rate` messages a second in all."""
        visitors, counts = await house.enter(first, people), Counter[str]()
        followers = [Follower(one, seed + one.pk) for one in visitors]
        crowd = cls(house, followers, [Writer(one, seed + one.pk, counts) for one in visitors], counts)
        if not await wait_for(lambda: all(one.counts["welcome"] for one in followers), 20):
            await crowd.leave()
            message = f"{sum(not one.counts['welcome'] for one in followers)} of {people} do not hear anything"
            raise AssertionError(message)
        crowd.tasks = [asyncio.ensure_future(one.write_on(crowd.over, people / rate)) for one in crowd.writers]
        return crowd

    @property
    def stored(self) -> int:
        """How many messages were acknowledged so far."""
        return sum(len(one.stored) for one in self.writers)

    @property
    def failed(self) -> int:
        """How many answers said that the server had failed."""
        return sum(number for name, number in self.counts.items() if name.startswith("5"))

    async def fall_silent(self) -> list[str]:
        """Nothing new is written, what waits is sent; answers the troubles of those who could not."""
        self.over.set()
        done, late = await asyncio.wait(self.tasks, timeout=GIVE_UP_AFTER)
        for one in late:
            one.cancel()
        return [repr(one.exception()) for one in done if one.exception()] + ["never answered"] * len(late)

    async def converge(self, faults: int, idle: int = 0) -> Outcome:
        """Everybody reads up to the end."""
        began = time.monotonic()
        troubles = await self.fall_silent()
        ledger = await self.house.ledger()
        await wait_for(lambda: all(one.mirror.seq >= ledger.head for one in self.followers), GIVE_UP_AFTER)
        seconds = time.monotonic() - began
        over_http = await agrees_over_http(self.writers[0].visitor, ledger)
        stored = [one for writer in self.writers for one in writer.stored]
        swallowed = self.house.balancer.counts["answers swallowed"]
        return Outcome(
            ledger, stored, self.followers, self.counts, seconds, faults, swallowed, idle, over_http, troubles
        )

    async def leave(self) -> None:
        """Nobody writes or follows any more, however it ended."""
        for one in self.tasks:
            one.cancel()
        await asyncio.gather(*self.tasks, *(one.stop() for one in self.followers), return_exceptions=True)


async def agrees_over_http(visitor: Visitor, ledger: Ledger) -> bool:
    """Whether the log over HTTP, from as far back as it goes, is the database's."""
    events = ledger.events[-MOST_BEHIND:]
    before = ledger.events[: -len(events)][-1:]
    mirror, more = Mirror(f"{before[0].seq}.{before[0].h}" if before else "0."), True
    while more:
        path = f"{visitor.place['data-live-log']}?after={mirror.cursor}&limit=200"
        answer = (await visitor.get(path, patience=20)).json()
        for event in answer["events"]:
            mirror.take(event)
        more = answer["more"]
    return mirror.held == events


async def attack(
    where: str, house: House, *, people: int, faults: Sequence[str], seed: int, gap: int, rate: int = 25, first: int = 0
) -> Outcome:
    """People write and follow; before each fault `gap` messages are stored, or within half a minute it counts as idle."""
    chance = random.Random(seed)  # noqa: S311  # repeatable, not secret
    crowd = await Crowd.gather(house, first, people, rate=rate, seed=seed)
    say(where, f"{people} people write and follow, seed {seed}")
    idle = 0
    try:
        for name in faults:
            goal = crowd.stored + gap
            idle += not await wait_for(lambda goal=goal: crowd.stored >= goal, 30)
            await strike(name, where, house, chance)
        outcome = await crowd.converge(len(faults), idle)
    finally:
        await crowd.leave()
    say(where, f"answers {dict(sorted(crowd.counts.items()))}, balancer {dict(house.balancer.counts)}")
    say(where, f"sockets {dict(sum((one.counts for one in crowd.followers), Counter()))}")
    for trouble in outcome.unfinished:
        say(where, f"a writer gave up: {trouble}")
    return outcome
