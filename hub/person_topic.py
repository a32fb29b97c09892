"""The live topic of oneself: what is unread where, as the apps above count it."""

from collections.abc import Iterable, Sequence
from typing import Any

from hub.live.topics import LiveTopic, Payload
from hub.models import LogEvent, Person
from hub.parts import parts


class PersonTopic(LiveTopic):
    """`person:<id>`; its state is merged from what each app lists under `person_states`."""

    prefix = "person"
    is_state = True

    def readable(self, person: Person, ids: Iterable[int]) -> set[int]:
        """Oneself only."""
        return {person.pk} & set(ids)

    def payloads(self, events: Sequence[LogEvent]) -> list[Payload]:
        """A state topic has no events."""
        return []

    def sift(self, wanted: Iterable[tuple[Person, int]]) -> set[tuple[int, int]]:
        """The same for many."""
        return {(person.pk, pk) for person, pk in wanted if person.pk == pk}

    def states(self, pks: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Everything the apps say of these people."""
        wanted = list(pks)
        states: dict[int, dict[str, Any]] = {pk: {} for pk in wanted}
        for part in parts("person_states"):
            for pk, data in part(wanted).items():
                states[pk].update(data)
        return states
