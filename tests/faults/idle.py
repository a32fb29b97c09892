"""Scenario 7: very many people have a page open and nobody says anything."""

import asyncio
from collections import Counter

from tests.faults import meter
from tests.faults.children import wait_for
from tests.faults.house import House
from tests.faults.report import Line, none_of, say
from tests.faults.swarm import Light, open_many
from tests.faults.visitor import Visitor

EACH, SHARE = 40, 0.25
WARM = 100
ENTRY = 180.0


def topics_of(visitor: Visitor) -> list[str]:
    """What a room's page follows."""
    return [visitor.topic, f"person:{visitor.pk}"]


async def fill(house: House, visitors: list[Visitor]) -> tuple[list[Light], Counter[str], int]:
    """All come in; answers their sockets, what they heard, and by how many bytes the servers have grown."""
    warm, counts = await open_many(visitors[:WARM], topics_of, Counter()), Counter[str]()
    await asyncio.sleep(1)
    for one in warm:
        one.transport.abort()
    await asyncio.sleep(1)
    before = meter.resident(house.servers)
    lights = await open_many(visitors, topics_of, counts)
    await wait_for(lambda: counts["welcome"] + counts["closed"] >= len(lights), ENTRY)
    return lights, counts, meter.resident(house.servers) - before


async def sit_idle(where: str, house: House, *, sockets: int, seconds: float) -> list[Line]:
    """The promise R9, as Linux counts it: the growth of the servers, and the processor time of the whole house."""
    visitors = await house.enter_crowd(sockets, by_doors=True)
    lights, counts, grown = await fill(house, visitors)
    here = len(lights) - counts["closed"]
    before = meter.seconds(house.processes)
    await asyncio.sleep(seconds)
    share = (meter.seconds(house.processes) - before) / seconds
    each = grown / meter.KIB / max(here, 1)
    say(where, f"{here} sockets, {grown / meter.MIB:.0f} MiB, {share:.1%} of a core; {dict(counts)}")
    closed = counts["closed"] + counts["refused"]
    for one in lights:
        one.transport.abort()
    return [
        Line(where, f"R9 memory of each of {here} sockets", f"{each:.1f} KiB", f"{EACH} KiB", each <= EACH),
        Line(where, "R9 processor, of one core", f"{share:.1%}", f"{SHARE:.0%}", share <= SHARE, again=True),
        none_of(where, "R9 sockets refused or closed", closed, f"{len(lights)}"),
    ]
