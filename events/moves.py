"""Where and when an event was to be before it was moved, as its pages and mails say it."""

from dataclasses import dataclass
from datetime import datetime

from events.actions.details import HOURS, PLACE
from events.actions.schedule import WALL
from events.clocks import name_clock
from events.models import Event


@dataclass(frozen=True)
class Hours:
    """When something was to be, on the wall of its own place."""

    start: datetime
    end: datetime


def old_hours(event: Event) -> Hours | None:
    """When it was to be, where that has changed."""
    if "wall_start" not in event.before:
        return None
    start, end = (datetime.strptime(event.before[name], WALL) for name in HOURS)  # noqa: DTZ007  # wall time
    return Hours(start, end)


def old_place(event: Event) -> str:
    """Where it was to be, where that has changed, and in which way one was to take part, where that has."""
    way = event.before.get("mode", "")
    if not way:
        return ", ".join(filter(None, (event.before.get(name, "") for name in PLACE)))
    place = [event.before.get(name, getattr(event, name)) for name in PLACE if way != Event.Mode.ONLINE]
    return ", ".join(filter(None, (str(Event.Mode(way).label), *place)))


def new_clock(event: Event) -> str:
    """Whose clocks its hours are read from, where they are others than before: those of its branch again; others are said anyway."""
    return name_clock(event.zone) if "zone" in event.before and not event.clock else ""
