"""What an app declares to have a live topic: who may read it, and what its events say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from hub.models import LogEvent, Person
from hub.parts import parts

MEMBER_ADD, MEMBER_DEL = "member.add", "member.del"


@dataclass(frozen=True)
class Payload:
    """What one event says now; `about` are the targets whose change makes these words stale."""

    data: dict[str, Any]
    about: frozenset[int] = frozenset()


class LiveTopic:
    """A kind of topic; its keys are `prefix:<id>`, its methods are called outside any request."""

    prefix: ClassVar[str]
    # A state topic has no events: its newest state is sent whole.
    is_state: ClassVar[bool] = False
    # The kinds after which older events of the same target say something else.
    rewriting: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def key(cls, pk: int) -> str:
        """The key of the topic of one object."""
        return f"{cls.prefix}:{pk}"

    def readable(self, person: Person, ids: Iterable[int]) -> set[int]:
        """Those of these objects that the person may read now; one query."""
        raise NotImplementedError

    def sift(self, wanted: Iterable[tuple[Person, int]]) -> set[tuple[int, int]]:
        """Those of these (person, object) in which the person may read the object now, by their keys.

        Many ask at once after a restart: a kind of topic that people crowd at answers for all of them together.
        """
        asked: dict[Person, set[int]] = {}
        for person, pk in wanted:
            asked.setdefault(person, set()).add(pk)
        return {(person.pk, pk) for person, ids in asked.items() for pk in self.readable(person, ids)}

    def payloads(self, events: Sequence[LogEvent]) -> list[Payload]:
        """What these events of one topic say, in the same order; a constant number of queries."""
        raise NotImplementedError

    def states(self, pks: Iterable[int]) -> dict[int, dict[str, Any]]:
        """The whole state of each of these, of a kind that is a state topic; a constant number of queries."""
        raise NotImplementedError


@cache
def topics() -> dict[str, LiveTopic]:
    """Every kind of topic the apps declare, by prefix."""
    return {topic.prefix: topic() for topic in parts("live_topics")}


def find(key: str) -> tuple[LiveTopic, int] | None:
    """The kind and the object's key of "room:7"; None for what no app declares."""
    prefix, _colon, number = key.partition(":")
    topic = topics().get(prefix)
    plain = number.isascii() and number.isdigit() and len(number) < 18 and str(int(number)) == number  # noqa: PLR2004  # below 2^63
    return (topic, int(number)) if topic is not None and plain else None


def may_read(person: Person, key: str) -> bool:
    """Whether the person may read this topic now: the one answer for sockets and for HTTP."""
    found = find(key)
    return found is not None and bool(found[0].readable(person, [found[1]]))
