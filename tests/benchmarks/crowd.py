"""The clients of one server, in a process of their own: they count what they hear, and acknowledge it."""

import asyncio
import json
import struct
import sys
import threading
from typing import Any

from tests.benchmarks.peers import Answer, obey, open_many, say

TOGETHER = 50
ACK_EVERY, ACK_WITHIN = 16, 2.0
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
PATIENCE = 60.0
HANDSHAKE = (
    "GET /live/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    "Origin: {origin}\r\nCookie: sessionid={session}\r\n\r\n"
)


def framed(opcode: int, payload: bytes) -> bytes:
    """A frame as a client sends it; the mask is zero, which leaves the payload as it is."""
    size = len(payload)
    length = bytes([128 | size]) if size < 126 else bytes([128 | 126]) + struct.pack("!H", size)
    return bytes([128 | opcode]) + length + bytes(4) + payload


class Member(asyncio.Protocol):
    """One client: `topic` is empty where the server knows no live protocol."""

    def __init__(self, handshake: str, topic: str) -> None:
        self.handshake, self.topic = handshake.encode(), topic
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.buffer = b""
        self.open = False
        self.cursor = self.events = self.unacked = self.beats = 0
        self.last = ""
        self.timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.write(self.handshake)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.ready.done():
            self.ready.set_exception(ConnectionError("closed"))

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not self.open:
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            if not found:
                return
            assert head.startswith(b"HTTP/1.1 101"), head[:60]
            self.open, self.buffer = True, rest
            self.greet()
        while (frame := self.take()) is not None:
            self.hear(*frame)

    def take(self) -> tuple[int, bytes] | None:
        """The next whole frame; servers do not mask."""
        data = self.buffer
        size, start = (data[1] & 127, 2) if len(data) > 1 else (0, 2)
        if size == 126:
            size, start = (int.from_bytes(data[2:4]), 4) if len(data) >= 4 else (0, 4)
        elif size == 127:
            size, start = (int.from_bytes(data[2:10]), 10) if len(data) >= 10 else (0, 10)
        if len(data) < start + size:
            return None
        self.buffer = data[start + size :]
        return data[0] & 15, data[start : start + size]

    def greet(self) -> None:
        """Says hello where that is the custom."""
        if self.topic:
            self.send({"t": "hello", "v": 1, "subs": [{"topic": self.topic, "after": None}]})
        else:
            self.ready.set_result(None)

    def send(self, frame: dict[str, Any]) -> None:
        self.transport.write(framed(TEXT, json.dumps(frame).encode()))

    def hear(self, opcode: int, payload: bytes) -> None:
        if opcode == PING:
            self.transport.write(framed(PONG, payload))
        elif opcode == TEXT:
            frame = json.loads(payload)
            kind = frame["t"]
            if kind == "ev":
                self.last = payload.decode()
                self.count([frame])
            elif kind == "evs":
                self.count(frame["items"])
            elif kind == "hb":
                self.beats += 1
            elif kind == "welcome":
                self.cursor = int(frame["heads"][self.topic].split(".")[0])
                self.ready.set_result(None)

    def count(self, events: list[dict[str, Any]]) -> None:
        """In order and without a hole where there is a log."""
        for event in events:
            if self.topic:
                assert event["s"] == self.cursor + 1, (event["s"], self.cursor)
                self.cursor += 1
            self.events += 1
            self.unacked += 1
        if self.topic and self.unacked >= ACK_EVERY:
            self.acknowledge()
        elif self.topic and self.timer is None:
            self.timer = asyncio.get_running_loop().call_later(ACK_WITHIN, self.acknowledge)

    def acknowledge(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        self.unacked = 0
        self.send({"t": "ack", "topic": self.topic, "s": self.cursor})


class Crowd:
    """All members on one server."""

    def __init__(self, loop: asyncio.AbstractEventLoop, topic: str) -> None:
        self.loop, self.topic = loop, topic
        self.members: list[Member] = []
        self.held = 0

    def connect(self, port: int, origin: str, sessions: list[str]) -> Answer:
        """Adds a member for each session, some at a time."""
        asyncio.run_coroutine_threadsafe(self.join(port, origin, sessions), self.loop).result(PATIENCE)
        return {"members": len(self.members)}

    async def join(self, port: int, origin: str, sessions: list[str]) -> None:
        for start in range(0, len(sessions), TOGETHER):
            asked = [
                HANDSHAKE.format(port=port, origin=origin, session=session)
                for session in sessions[start : start + TOGETHER]
            ]
            pairs = [
                await self.loop.create_connection(lambda text=text: Member(text, self.topic), "127.0.0.1", port)
                for text in asked
            ]
            some = [member for _transport, member in pairs]
            await asyncio.gather(*(member.ready for member in some))
            for member in some:
                member.events = self.held
            self.members += some

    def hold(self, events: int) -> Answer:
        """Waits until every member has heard exactly so many events more; raises when one has not."""
        self.held += events
        asyncio.run_coroutine_threadsafe(self.wait(), self.loop).result(PATIENCE)
        return {"held": self.held, "members": len(self.members), "last": self.members[0].last}

    async def wait(self) -> None:
        for _try in range(int(PATIENCE / 0.004)):
            if all(member.events >= self.held for member in self.members):
                break
            await asyncio.sleep(0.004)
        wrong = [member.events for member in self.members if member.events != self.held]
        assert not wrong, f"{len(wrong)} of {len(self.members)} hold {wrong[:3]}… events, not {self.held}"

    def beats(self) -> Answer:
        """How many heartbeats the one who heard fewest has heard."""
        return {"beats": min(member.beats for member in self.members)}


async def main(topic: str) -> None:
    """Runs until whoever started us is gone."""
    crowd = Crowd(asyncio.get_running_loop(), topic)
    commands = {"connect": crowd.connect, "hold": crowd.hold, "beats": crowd.beats}
    threading.Thread(target=obey, args=[commands], daemon=True).start()
    say({})
    await asyncio.Event().wait()


if __name__ == "__main__":
    open_many()
    asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else ""))
