"""A client of the live socket, written from docs/live.md: it resumes by cursor, acknowledges, and comes back."""

import asyncio
import contextlib
import json
import random
import time
from collections import Counter
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from tests.faults.mirror import Mirror
from tests.faults.visitor import Visitor

ACK_EVENTS, ACK_SECONDS = 16, 2.0
BEHIND, SILENCE = 3.0, 45.0
LONGEST_WAIT = 8.0
LOST = (OSError, TimeoutError, WebSocketException)


async def open_socket(visitor: Visitor) -> ClientConnection:
    """The socket, before any hello; raises one of LOST."""
    address = f"ws://127.0.0.1:{visitor.port}{visitor.place['data-live']}"
    return await connect(
        address,
        origin=visitor.origin,  # type: ignore[arg-type]  # a new type over str
        additional_headers={"Cookie": visitor.cookies},
        compression=None,
        proxy=None,
        open_timeout=5,
        ping_interval=None,
        max_queue=None,
    )


class Follower:
    """Keeps a mirror of the room until told to stop."""

    def __init__(self, visitor: Visitor, seed: int) -> None:
        self.visitor = visitor
        self.random = random.Random(seed)  # noqa: S311  # spreads returns, guards nothing
        self.mirror = Mirror(visitor.place["data-live-cursor"])
        self.counts: Counter[str] = Counter()
        self.tries = 0
        # Whether the server has answered our hello on a socket that is still open.
        self.here = False
        self.hello_again = self.bye = False
        self.behind_since = self.after = 0.0
        self.acked, self.acked_at = self.mirror.seq, time.monotonic()
        self.task = asyncio.ensure_future(self.run())

    async def run(self) -> None:
        """One connection after another."""
        while True:
            try:
                socket = await open_socket(self.visitor)
            except LOST:
                self.counts["refused"] += 1
            else:
                self.counts["opened"] += 1
                with contextlib.suppress(*LOST):
                    await self.converse(socket)
                await self.read_the_rest(socket)
                self.counts["cut off"] += self.here
                self.here = False
                self.counts["closed"] += 1
                socket.transport.abort()
            await asyncio.sleep(self.after + self.random.uniform(0, min(LONGEST_WAIT, 0.5 * 2**self.tries)))
            self.tries, self.after = self.tries + 1, 0.0

    async def converse(self, socket: ClientConnection) -> None:
        """Until the connection ends, or says nothing for 45 s."""
        await self.hello(socket)
        self.bye = False
        heard = time.monotonic()
        while not self.bye and time.monotonic() - heard < SILENCE:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(0.5):
                    text = await socket.recv()
                    heard = time.monotonic()
                    await self.hear(json.loads(text))
            await self.tend(socket)

    async def read_the_rest(self, socket: ClientConnection) -> None:
        """What had arrived before our own words met a closed connection; a goodbye may be among it."""
        with contextlib.suppress(*LOST):
            while self.here:
                async with asyncio.timeout(0.5):
                    await self.hear(json.loads(await socket.recv()))

    async def hello(self, socket: ClientConnection) -> None:
        """Names the place from which to go on."""
        self.hello_again, self.behind_since = False, 0.0
        subs = [
            {"topic": self.visitor.topic, "after": self.mirror.cursor},
            {"topic": f"person:{self.visitor.pk}", "after": None},
        ]
        await socket.send(json.dumps({"t": "hello", "v": 1, "subs": subs}))

    async def hear(self, frame: dict[str, Any]) -> None:
        """One frame; what is not known is ignored."""
        kind = frame["t"]
        if kind == "welcome":
            self.tries, self.here = 0, True
            self.counts["welcome"] += 1
        elif kind == "bye":
            self.here = False
            self.bye, self.after = True, frame["after_ms"] / 1000
            self.counts[f"bye {frame['code']}"] += 1
        elif kind == "hb":
            self.compare(frame["heads"].get(self.visitor.topic))
        elif frame.get("topic") == self.visitor.topic:
            await self.hear_room(kind, frame)

    async def hear_room(self, kind: str, frame: dict[str, Any]) -> None:
        """What concerns the room."""
        if kind in {"ev", "evs"}:
            for event in frame["items"] if kind == "evs" else [frame]:
                self.hello_again |= not self.mirror.take(event)
            self.behind_since = 0.0
        elif kind == "reset":
            await self.fetch_again()
            self.hello_again = True
        elif kind == "gone":
            self.counts["gone"] += 1

    def compare(self, head: int | None) -> None:
        """A head ahead of us starts a clock; one below us means another database."""
        if head is None or head == self.mirror.seq:
            self.behind_since = 0.0
        elif head < self.mirror.seq:
            self.hello_again = True
        else:
            self.behind_since = self.behind_since or time.monotonic()

    async def tend(self, socket: ClientConnection) -> None:
        """Acknowledges what is held, and says hello again where something is missing."""
        now, held = time.monotonic(), self.mirror.seq
        if held - self.acked >= ACK_EVENTS or (held > self.acked and now - self.acked_at >= ACK_SECONDS):
            await socket.send(json.dumps({"t": "ack", "topic": self.visitor.topic, "s": held}))
            self.acked, self.acked_at = held, now
        if self.hello_again or (self.behind_since and now - self.behind_since > BEHIND):
            self.counts["hello again"] += 1
            await self.hello(socket)

    async def fetch_again(self) -> None:
        """After a reset: the page anew, and with it a cursor."""
        await self.visitor.enter()
        self.mirror.begin(self.visitor.place["data-live-cursor"])
        self.acked = self.mirror.seq

    async def stop(self) -> None:
        """Hangs up."""
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.task
