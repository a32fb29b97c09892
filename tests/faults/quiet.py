"""Scenario 2: a quiet room in which every doorbell is lost; one post, and everybody must have it soon."""

import asyncio
from collections import Counter

from tests.faults.children import wait_for
from tests.faults.follower import Follower
from tests.faults.house import House
from tests.faults.outcome import Outcome
from tests.faults.report import Line, quantile, say, spread
from tests.faults.writer import Writer

WITHIN = 5.0


async def listen_quietly(
    where: str, house: House, *, readers: int, rounds: int, seed: int
) -> tuple[list[float], Outcome]:
    """Seconds from the sending of a post to its arrival, for each post and reader; infinite where it did not come."""
    visitors = await house.enter(0, readers)
    followers = [Follower(one, seed + one.pk) for one in visitors]
    await wait_for(lambda: all(one.here for one in followers), 20)
    writer = Writer(visitors[0], seed, Counter())
    delays: list[float] = []
    for _round in range(rounds):
        stored = await writer.write()
        await wait_for(lambda seq=stored.seq: all(seq in one.mirror.arrived for one in followers), WITHIN + 0.5)
        delays += [one.mirror.arrived.get(stored.seq, float("inf")) - stored.began for one in followers]
    outcome = Outcome(await house.ledger(), writer.stored, followers, writer.counts)
    await asyncio.gather(*(one.stop() for one in followers))
    missed = sum(one > WITHIN for one in delays)
    came = [one for one in delays if one <= WITHIN]
    say(where, f"{rounds} posts to {readers} readers: {missed} of {len(delays)} not there in 5 s, {spread(came)}")
    return delays, outcome


def quiet_lines(where: str, delays: list[float], outcome: Outcome) -> list[Line]:
    """The promises R1 and R2 where every doorbell is lost and nothing else happens."""
    worst = quantile(delays, 0.99)
    return [
        Line(where, "R2 every doorbell lost: p99", f"{worst:.1f} s", f"{WITHIN:.0f} s", worst <= WITHIN, again=True),
        outcome.brief(where, "R1 quiet: lost, twice, disorder, unlike"),
    ]
