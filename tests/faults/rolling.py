"""Scenario 6: servers restart one after the other while a thousand people listen and some write."""

import asyncio
import random
import signal
import time
from collections import Counter
from itertools import groupby

from tests.faults.children import wait_for
from tests.faults.follower import Follower
from tests.faults.house import House
from tests.faults.outcome import Outcome
from tests.faults.report import Line, none_of, say
from tests.faults.writer import Writer

BACK_WITHIN, CONVERGED_WITHIN, SETTLE = 30.0, 10.0, 60.0
WRITERS, PAUSE = 20, 4.0


async def come_back(house: House, followers: list[Follower], number: int) -> float:
    """Restarts one server; seconds until everybody whom it sent away is back."""
    await wait_for(lambda: all(one.here for one in followers), SETTLE)
    began = time.monotonic()
    await house.restart(number, signal.SIGTERM)
    await wait_for(lambda: all(one.here for one in followers), BACK_WITHIN + 10, every=0.05)
    return time.monotonic() - began


async def gather_outcomes(house: House, followers: list[Follower], writers: list[Writer]) -> list[Outcome]:
    """What each room holds, and its people."""
    outcomes = []
    for topic, some in groupby(followers, key=lambda one: one.visitor.topic):
        people = list(some)
        stored = [each for one in writers if one.visitor.topic == topic for each in one.stored]
        ledger = await house.ledger(topic)
        await wait_for(lambda people=people, ledger=ledger: all(one.mirror.seq >= ledger.head for one in people), 15)
        outcomes.append(Outcome(ledger, stored, people, Counter()))
    return outcomes


async def roll(where: str, house: House, *, people: int, seed: int) -> list[Line]:
    """The promise R7."""
    visitors, counts, over = await house.enter_crowd(people), Counter[str](), asyncio.Event()
    followers = [Follower(one, seed + one.pk) for one in visitors]
    chosen = random.Random(seed).sample(visitors, WRITERS)  # noqa: S311  # repeatable, not secret
    writers = [Writer(one, seed + one.pk, counts) for one in chosen]
    await wait_for(lambda: all(one.here for one in followers), SETTLE)
    tasks = [asyncio.ensure_future(one.write_on(over, PAUSE)) for one in writers]
    try:
        back = [await come_back(house, followers, number) for number in range(len(house.servers))]
        ended = time.monotonic()
        over.set()
        failed = sum(isinstance(one, BaseException) for one in await asyncio.gather(*tasks, return_exceptions=True))
        outcomes = await gather_outcomes(house, followers, writers)
        seconds = time.monotonic() - ended
    finally:
        for one in tasks:
            one.cancel()
        await asyncio.gather(*(one.stop() for one in followers))
    heard = sum((one.counts for one in followers), Counter[str]())
    say(where, f"sockets {dict(heard)}; answers {dict(counts)}; back after {[round(one, 1) for one in back]} s")
    figures = [sum(getattr(one, name) for one in outcomes) for name in ("lost", "twice", "disorder", "unequal")]
    told, sent = heard["bye 1012"], sum(len(one.stored) for one in writers)
    return [
        Line(where, f"R7 {people} people back, per restart", f"{max(back):.1f} s", f"{BACK_WITHIN:.0f} s", max(back) <= BACK_WITHIN, again=True),
        Line(where, "R7 told `bye` 1012", f"{told}, {heard['cut off']} not", "0 not", told > 0 == heard["cut off"]),
        none_of(where, "R7 posts that failed for their author", failed, f"{sent}"),
        Line(where, "R7 lost, twice, disorder, unlike", ", ".join(map(str, figures)), "0, 0, 0, 0", not any(figures)),
        Line(where, "R2 everybody has everything, after", f"{seconds:.1f} s", f"{CONVERGED_WITHIN:.0f} s", seconds <= CONVERGED_WITHIN, again=True),
    ]  # fmt: skip
