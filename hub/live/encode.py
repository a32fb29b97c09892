"""Turns events of the log into the text that every reader of a topic gets: once, whoever reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import cached_property

from hub.live import frames
from hub.live.topics import LiveTopic, Payload
from hub.models import LogEvent


class Entry:
    """One encoded event; `frame` is the same object for every socket."""

    __slots__ = ("about", "event", "frame", "kind", "seq", "target")

    def __init__(self, event: LogEvent, text: str, about: frozenset[int]) -> None:
        self.event = event
        self.seq = event.seq
        self.kind = event.kind
        self.target = event.target
        self.about = about
        self.frame = frames.Frame(text)


def encode(topic: LiveTopic, key: str, events: Sequence[LogEvent]) -> list[Entry]:
    """The entries of these events of one topic, in the same order."""
    return [encode_one(key, *pair) for pair in zip(events, topic.payloads(events), strict=True)]


def encode_one(key: str, event: LogEvent, payload: Payload) -> Entry:
    """The entry of one event that says this."""
    frame = {
        "t": "ev",
        "topic": key,
        "s": event.seq,
        "h": event.h,
        "k": event.kind,
        "target": event.target,
        "at": f"{event.at.astimezone(UTC).isoformat()[:19]}Z",
        **payload.data,
    }
    return Entry(event, frames.dump(frame), payload.about)


@dataclass(frozen=True)
class Said:
    """What an event says, known to the action that causes it, and the `h` of the event before it, read under the lock."""

    payload: Payload
    before: str


@dataclass(frozen=True)
class News:
    """An event that was committed here: this process's reader need not read it, if it holds all that stood before."""

    key: str
    event: LogEvent
    said: Said
    min: int

    @cached_property
    def entry(self) -> Entry:
        """The event encoded, when somebody first asks."""
        return encode_one(self.key, self.event, self.said.payload)
