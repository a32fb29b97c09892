"""Who hears of what happens to dates: those whom a mail reaches, and those without an address, whom the team calls."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from events.models import Event, Registration
from events.models.roll import roster
from hub.models import Person
from hub.words.alphabet import by_last_name


@dataclass(frozen=True)
class Told:
    """How many are told by mail; who is not, by name."""

    mailed: int = 0
    to_call: list[Person] = field(default_factory=list)


def told_of(events: Iterable[Event]) -> Told:
    """Each person once: who has a seat at any of these dates, waits for one, or is expected by the roster of a training day."""
    events = list(events)
    rows = Registration.objects.concerned().filter(event__in=events).select_related("person")
    people = {row.person_id: row.person for row in rows}
    for event in events:
        people |= roster(event)
    silent = without_address(people.values())
    return Told(len(people) - len(silent), silent)


def without_address(people: Iterable[Person]) -> list[Person]:
    """Those whom no mail reaches, each once, by name."""
    silent = {person.pk: person for person in people if not person.email}
    return by_last_name(silent.values(), lambda person: person)
