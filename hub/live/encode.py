"""Turns events of the log into the text that every reader of a topic gets: once, whoever reads it."""

from collections.abc import Sequence
from datetime import UTC

from hub.live import frames
from hub.live.topics import LiveTopic
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
    entries = []
    for event, payload in zip(events, topic.payloads(events), strict=True):
        frame = {
            "t": "ev",
            "topic": key,
            "s": event.seq,
            "h": event.h,
            "k": event.kind,
            "target": event.target,
            "at": event.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            **payload.data,
        }
        entries.append(Entry(event, frames.dump(frame), payload.about))
    return entries
