"""The live topic of oneself: what is unread where, as the apps above count it."""

from collections.abc import Iterable, Sequence
from typing import Any

from hub.live.topics import LiveTopic, Payload
from hub.models import LogEvent, Person
from hub.parts import parts


class PersonTopic(LiveTopic):
    """`person:<id>`; its state is merged from what each app lists under `person_state`."""

    prefix = "person"
    is_state = True

    def readable(self, person: Person, ids: Iterable[int]) -> set[int]:
        """Oneself only."""
        return {person.pk} & set(ids)

    def payloads(self, events: Sequence[LogEvent]) -> list[Payload]:
        """A state topic has no events."""
        return []

    def state(self, pk: int) -> dict[str, Any]:
        """Everything the apps say of this person."""
        data: dict[str, Any] = {}
        for part in parts("person_state"):
            data.update(part(pk))
        return data
