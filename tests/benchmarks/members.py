"""One client each of the protocols that are compared, in as little Python as may be."""

import asyncio
import json
import os
import re
import time
from functools import lru_cache
from itertools import count
from typing import Any

ACK_EVERY, ACK_WITHIN = 16, 2.0
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{more}"
    "Origin: {origin}\r\nCookie: sessionid={session}\r\n\r\n"
)


def framed(opcode: int, payload: bytes) -> bytes:
    """A frame as a client sends it; the mask is zero, which leaves the payload as it is."""
    size = len(payload)
    length = bytes([128 | size]) if size < 126 else bytes([128 | 126]) + size.to_bytes(2)
    return bytes([128 | opcode]) + length + bytes(4) + payload


@lru_cache(256)
def parsed(payload: bytes) -> Any:
    """What many hear is read once."""
    return json.loads(payload)


class Member(asyncio.Protocol):
    """A socket on which every text is one event, numbered by its `s`; `topic` is the room in its address."""

    path, more = "/live/?room={topic}", ""

    def __init__(self, port: int, origin: str, session: str, topic: str) -> None:
        self.topic = topic
        path = self.path.format(topic=topic)
        self.handshake = HANDSHAKE.format(path=path, port=port, origin=origin, session=session, more=self.more).encode()
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.buffer = b""
        self.open = False
        self.heard = self.beats = 0
        self.cursor: int | None = None
        self.heard_at = 0.0
        self.faults = {"gap": 0, "twice": 0, "disorder": 0}
        self.moments: list[tuple[int, float]] | None = None
        self.last = ""

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
            if not head.startswith(b"HTTP/1.1 101"):
                self.transport.abort()
                return
            self.open, self.buffer = True, rest
            self.greet()
        while (frame := self.take()) is not None:
            if frame[0] == PING:
                self.transport.write(framed(PONG, frame[1]))
            elif frame[0] == TEXT:
                self.hear(frame[1])

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

    def say(self, text: str) -> None:
        self.transport.write(framed(TEXT, text.encode()))

    def greet(self) -> None:
        self.ready.set_result(None)

    def hear(self, payload: bytes) -> None:
        self.last = payload.decode()
        self.count(parsed(payload)["s"])

    def count(self, seq: int) -> None:
        """One event: the next, or a fault that is named."""
        if self.cursor is not None and seq != self.cursor + 1:
            self.faults["gap" if seq > self.cursor else "twice" if seq == self.cursor else "disorder"] += 1
        self.cursor = seq
        self.heard += 1
        self.heard_at = time.monotonic()
        if self.moments is not None:
            self.moments.append((seq, self.heard_at))


class LiveMember(Member):
    """Speaks docs/live.md."""

    path = "/live/"

    def __init__(self, port: int, origin: str, session: str, topic: str) -> None:
        super().__init__(port, origin, session, topic)
        self.unacked = 0
        self.timer: asyncio.TimerHandle | None = None

    def greet(self) -> None:
        self.say(json.dumps({"t": "hello", "v": 1, "subs": [{"topic": self.topic, "after": None}]}))

    def hear(self, payload: bytes) -> None:
        frame = parsed(payload)
        if frame["t"] == "ev":
            self.last = payload.decode()
            self.take_in([frame])
        elif frame["t"] == "evs":
            self.take_in(frame["items"])
        elif frame["t"] == "hb":
            self.beats += 1
        elif frame["t"] == "bye":
            self.transport.abort()
        elif frame["t"] == "welcome" and not self.ready.done():
            self.cursor = int(frame["heads"][self.topic].split(".")[0])
            self.ready.set_result(None)

    def take_in(self, events: list[dict[str, Any]]) -> None:
        """Counts them, and acknowledges at the pace of the protocol."""
        for event in events:
            self.count(event["s"])
        self.unacked += len(events)
        if self.unacked >= ACK_EVERY:
            self.acknowledge()
        elif self.timer is None:
            self.timer = asyncio.get_running_loop().call_later(ACK_WITHIN, self.acknowledge)

    def acknowledge(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        self.unacked = 0
        self.say(json.dumps({"t": "ack", "topic": self.topic, "s": self.cursor}))


class SocketIoMember(Member):
    """Speaks socket.io 5 over engine.io 4, by WebSocket alone."""

    path = "/socket.io/?EIO=4&transport=websocket"

    def greet(self) -> None:
        """The server speaks first."""

    def hear(self, payload: bytes) -> None:
        kind = payload[:2]
        if kind == b"42":
            self.last = payload.decode()
            self.count(parsed(payload[2:])[1]["s"])
        elif kind == b"40":
            self.ready.set_result(None)
        elif payload == b"2":
            self.say("3")
        elif payload[:1] == b"0":
            self.say("40")


class XmppMember(Member):
    """Speaks XMPP over WebSocket (RFC 7395), and sits in a room (XEP-0045)."""

    path, more = "/xmpp", "Sec-WebSocket-Protocol: xmpp\r\n"
    room = "room@conference.localhost"
    framing = '<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="localhost" version="1.0"/>'
    bind = '<iq type="set" id="b"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>'
    numbers = count()

    def greet(self) -> None:
        self.say(self.framing)

    def hear(self, payload: bytes) -> None:
        if b"<body>" in payload:
            self.last = payload.decode()
            self.count(number_in(payload[payload.index(b"<body>") :]))
        elif not self.ready.done():
            self.enter(payload)

    def enter(self, payload: bytes) -> None:
        """From the door to the chair; the room's subject is the last it says to whoever comes in."""
        if b"<mechanism>" in payload:
            self.say('<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="ANONYMOUS"/>')
        elif b"<success" in payload:
            self.say(self.framing)
        elif b"urn:ietf:params:xml:ns:xmpp-bind" in payload and b"<iq" not in payload:
            self.say(self.bind)
        elif b"<iq" in payload:
            name = f"{os.getpid()}-{next(self.numbers)}"
            history = '<x xmlns="http://jabber.org/protocol/muc"><history maxstanzas="0"/></x>'
            self.say(f'<presence to="{self.room}/{name}">{history}</presence>')
        elif b"<subject" in payload:
            self.ready.set_result(None)


@lru_cache(256)
def number_in(body: bytes) -> int:
    """The number of an event that stands in XML."""
    found = re.search(rb"(?:&quot;|\")s(?:&quot;|\"):(\d+)", body)
    assert found, body[:80]
    return int(found[1])


DIALECTS = {"plain": Member, "live": LiveMember, "socketio": SocketIoMember, "xmpp": XmppMember}
