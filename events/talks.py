"""The discussions of events as one person finds them on other pages: where they are, and how much is new."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from community.models import Room
from community.unread import count_unread
from events.models import Event, Registration
from hub.models import Person

MOST = 5


@dataclass(frozen=True)
class Talk:
    """The discussion of one event, and how many messages of others this person has not read."""

    event: Event
    unread: int


def talk_of(event: Event, person: Any, now: datetime) -> Talk | None:
    """That of this event, for whoever may read it; three queries, none where there is none."""
    if event.room_id is None or not person.is_authenticated:
        return None
    seen = Room.objects.visible_to(person, now).filter(pk=event.room_id).exists()
    return with_unread([event], person)[0] if seen else None


def talks_of(person: Person, now: datetime) -> list[Talk]:
    """Those of the dates for which this person has a seat, while one can write there, the latest first; two queries."""
    mine = Registration.objects.coming().filter(person=person).values("event")
    rows = Event.objects.filter(pk__in=mine, room__archived_at=None).exclude(room=None)
    return with_unread(rows.order_by("-starts_at", "-pk")[:MOST], person)


def with_unread(events: Iterable[Event], person: Person) -> list[Talk]:
    """One query, none for none."""
    events = list(events)
    found = count_unread(person, [event.room_id for event in events]) if events else {}
    return [Talk(event, sum(found.get(event.room_id or 0, {}).values())) for event in events]
