"""Very many sockets in one process: each says hello, answers pings, and otherwise only listens."""

import asyncio
import base64
import json
import os
import resource
from collections import Counter
from collections.abc import Callable

from tests.faults.visitor import Visitor

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
ABREAST = 100
Hear = Callable[["Light", str], None]


def allow_files(number: int) -> int:
    """Raises this process's limit of open files, which its children inherit; answers the limit that one then has."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for most in (max(hard, number), hard):
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(number, most)), most))
        except (ValueError, OSError):
            continue
        break
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def frame(kind: int, payload: bytes) -> bytes:
    """A masked frame of RFC 6455."""
    mask, size = os.urandom(4), len(payload)
    head = bytes([0x80 | kind, 0x80 | size]) if size < 126 else bytes([0x80 | kind, 0xFE]) + size.to_bytes(2, "big")
    return head + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))


class Light(asyncio.Protocol):
    """One socket; `hear` is given each text."""

    __slots__ = ("answered", "buffer", "counts", "hear", "hello", "open", "request", "transport")

    def __init__(self, visitor: Visitor, topics: list[str], hear: Hear, counts: Counter[str]) -> None:
        key = base64.b64encode(os.urandom(16)).decode()
        self.request = (
            f"GET {visitor.place['data-live']} HTTP/1.1\r\nHost: 127.0.0.1:{visitor.port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            f"Origin: {visitor.origin}\r\nCookie: {visitor.cookies}\r\n\r\n"
        ).encode("latin-1")
        subs = [{"topic": topic, "after": None} for topic in topics]
        self.hello = frame(TEXT, json.dumps({"t": "hello", "v": 1, "subs": subs}).encode())
        self.hear, self.counts = hear, counts
        self.open, self.buffer, self.answered = False, b"", asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Asks for the upgrade."""
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]  # TCP gives this kind
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        """Frames, after the answer to the handshake."""
        self.buffer += data
        if not self.open:
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            if not found:
                return
            if not head.startswith(b"HTTP/1.1 101"):
                self.counts["refused"] += 1
                self.transport.abort()
                return
            self.open, self.buffer = True, rest
            self.answered.set()
            self.transport.write(self.hello)
        while self.take():
            pass

    def take(self) -> bool:
        """One whole frame, if it is there."""
        data = self.buffer
        if len(data) < 2:
            return False
        size, start = data[1], 2
        if size >= 126:
            start = 4 if size == 126 else 10
            size = int.from_bytes(data[2:start], "big")
        if len(data) < start + size:
            return False
        payload, self.buffer = data[start : start + size], data[start + size :]
        kind = data[0] & 15
        if kind == PING:
            self.counts["pings"] += 1
            self.transport.write(frame(PONG, payload))
        elif kind == TEXT:
            self.hear(self, payload.decode())
        return True

    def connection_lost(self, error: Exception | None) -> None:
        """It is over."""
        self.counts["closed"] += 1
        self.answered.set()


async def open_many(
    visitors: list[Visitor], topics: Callable[[Visitor], list[str]], counts: Counter[str]
) -> list[Light]:
    """A socket for each, so many at a time; `counts` says what became of them (`welcome`, `refused`, `closed`)."""
    loop, gate = asyncio.get_running_loop(), asyncio.Semaphore(ABREAST)

    def hear(light: Light, text: str) -> None:
        counts[json.loads(text)["t"]] += 1

    async def enter(visitor: Visitor) -> Light:
        async with gate:
            light = Light(visitor, topics(visitor), hear, counts)
            await loop.create_connection(lambda: light, "127.0.0.1", visitor.port)
            await light.answered.wait()
            return light

    return list(await asyncio.gather(*(enter(one) for one in visitors)))
