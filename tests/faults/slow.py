"""Scenario 8: a busy room in which somebody never reads what they are sent."""

import json
import socket

from websockets.asyncio.client import ClientConnection

from tests.faults import meter
from tests.faults.follower import open_socket
from tests.faults.health import Hall
from tests.faults.house import House
from tests.faults.report import Line, quantile, say, spread
from tests.faults.visitor import Visitor

MOST = 4 * meter.MIB
# A tail below this is what two cores shared by everything here give anyway; a ratio of it says nothing.
LEAST_TAIL = 0.05
WORDS = "et encore une phrase, comme on en écrit. " * 10


async def stand_deaf(visitor: Visitor) -> ClientConnection:
    """A socket that says hello and is never read from: the smallest buffers, then nothing."""
    link = await open_socket(visitor)
    link.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    subs = [{"topic": visitor.topic, "after": None}]
    await link.send(json.dumps({"t": "hello", "v": 1, "subs": subs}))
    link.transport.pause_reading()
    return link


async def never_read(
    where: str, house: House, *, people: int, calm: float, stalled: float, ratio: float, seed: int
) -> list[Line]:
    """The promise R8: the others' tail and the servers' memory with such a one, against without."""
    visitors = await house.enter(0, people + 1, by_doors=True)
    hall = Hall(visitors[1:], seed)
    try:
        await hall.gather()
        await hall.talk(1.0, WORDS)
        without = await hall.talk(calm / 2, WORDS)
        # The server it is connected to; of what is said there it keeps the last thousand events, which counts as well.
        its_server = house.servers[:1]
        memory = meter.resident(its_server)
        deaf = await stand_deaf(visitors[0])
        delays = await hall.talk(stalled, WORDS)
        grown = meter.resident(its_server) - memory
        deaf.transport.abort()
        # Half before and half after, as the machine may have other things to do for a while.
        without += await hall.talk(calm / 2, WORDS)
    finally:
        await hall.leave()
    before = quantile(without, 0.99)
    tail = quantile(delays, 0.99)
    times = tail / max(before, LEAST_TAIL)
    say(
        where,
        f"without p99 {before * 1000:.0f} ms, with one who never reads {spread(delays)}, {grown / meter.MIB:+.1f} MiB",
    )
    floor = f" (no p99 counts for less than {LEAST_TAIL * 1000:.0f} ms)" if before < LEAST_TAIL else ""
    figure = f"{before * 1000:.0f} ms{floor}, with one {tail * 1000:.0f} ms: {times:.1f} x"
    return [
        Line(
            where,
            f"R8 never read for {stalled:.0f} s: others' p99",
            figure,
            f"{ratio:.0f} x",
            times <= ratio,
            again=True,
        ),
        Line(where, "R8 memory", f"{grown / meter.MIB:+.1f} MiB", "+4 MiB", grown <= MOST),
    ]
