"""The JSON frames of docs/live.md: what comes in is checked here, what goes out is made here."""

import json
import re
from dataclasses import dataclass
from typing import Any

WINDOW = 64
HEARTBEAT = 20
TOO_FAR = 1000
LARGEST = 16 * 1024
# A frame of several events grows no further, and whoever has so much unread gets no more events until some are read.
MUCH = 64 * 1024
MOST_TOPICS = 200
LONGEST_NUMBER = 18


# An acknowledgement as clients write it.
ACK = re.compile(r'\{"t": ?"ack", ?"topic": ?"([a-z]+:[0-9]{1,18})", ?"s": ?(0|[1-9][0-9]{0,17})\}')
SMALL, MEDIUM = 126, 65536
# The extension of ASGI by which hub.live.daphne offers its short way; under other servers there is none.
SHORT = "hub.short"


class Frame:
    """A text to be sent, to one socket or to a thousand; `octets` is what WebSocket makes of it, made once."""

    __slots__ = ("_octets", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._octets = b""

    @property
    def octets(self) -> bytes:
        """One unmasked frame, as servers send it (RFC 6455)."""
        if not self._octets:
            self._octets = wire(self.text)
        return self._octets


def wire(text: str) -> bytes:
    """The text as one frame."""
    payload = text.encode()
    size = len(payload)
    if size < SMALL:
        return bytes([0x81, size]) + payload
    if size < MEDIUM:
        return b"\x81\x7e" + size.to_bytes(2) + payload
    return b"\x81\x7f" + size.to_bytes(8) + payload


class MalformedError(ValueError):
    """A frame that no client of ours sends."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last event that somebody holds; `h` is empty before the first."""

    seq: int
    h: str

    def __str__(self) -> str:
        return f"{self.seq}.{self.h}"


def read_cursor(text: object) -> Cursor:
    """The cursor "41.9f3c01ab"; raises MalformedError."""
    if not isinstance(text, str):
        raise MalformedError
    number, _dot, h = text.partition(".")
    fits = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
    if not fits or not all(one in "0123456789abcdef" for one in h):
        raise MalformedError
    return Cursor(int(number), h[:8])


def read_frame(text: str | None) -> dict[str, Any]:
    """A frame as it came; raises MalformedError."""
    if text is None or len(text) > LARGEST:
        raise MalformedError
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MalformedError from error
    if not isinstance(frame, dict):
        raise MalformedError
    return frame


def read_hello(frame: dict[str, Any]) -> list[tuple[str, Cursor | None]]:
    """What a hello wants: topics, each once, with the cursor to go on from; raises MalformedError."""
    subs = frame.get("subs")
    if frame.get("v") != 1 or not isinstance(subs, list) or len(subs) > MOST_TOPICS:
        raise MalformedError
    wanted: dict[str, Cursor | None] = {}
    for sub in subs:
        if not isinstance(sub, dict) or not isinstance(sub.get("topic"), str):
            raise MalformedError
        after = sub.get("after")
        wanted[sub["topic"][:60]] = None if after is None else read_cursor(after)
    return list(wanted.items())


def dump(frame: dict[str, Any]) -> str:
    """A frame as text, without spaces."""
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


def welcome(person: int, heads: dict[str, str]) -> str:
    """The answer to a hello."""
    return dump({"t": "welcome", "v": 1, "heartbeat": HEARTBEAT, "window": WINDOW, "person": person, "heads": heads})


def several(key: str, texts: list[str], *, more: bool) -> str:
    """Encoded events joined, so that nothing is encoded twice."""
    return join({"t": "evs", "topic": key}, "items", texts, more=more)


def page(key: str, head: str, texts: list[str], *, more: bool) -> str:
    """The same over HTTP."""
    return join({"topic": key, "head": head}, "events", texts, more=more)


def join(start: dict[str, Any], name: str, texts: list[str], *, more: bool) -> str:
    """An object with a list of texts that are JSON already."""
    return f'{dump(start)[:-1]},"{name}":[{",".join(texts)}],"more":{"true" if more else "false"}}}'


def state(key: str, version: int, data: dict[str, Any]) -> str:
    """The whole state of a state topic."""
    return dump({"t": "state", "topic": key, "v": version, "data": data})


def heartbeat(heads: dict[str, int]) -> str:
    """Where the topics stand."""
    return dump({"t": "hb", "heads": heads})


def reset(key: str, why: str, head: str) -> str:
    """Begin this topic anew."""
    return dump({"t": "reset", "topic": key, "why": why, "head": head})


def gone(key: str) -> str:
    """Unknown, forbidden or ended."""
    return dump({"t": "gone", "topic": key, "code": "not_found"})


def bye(code: int, after_ms: int = 0) -> str:
    """The last frame before the socket closes."""
    return dump({"t": "bye", "code": code, "after_ms": after_ms})
