"""A month as a table of weeks, as on a wall calendar."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from events.views.shown import ShownEvent
from hub.words.dates import last_day


@dataclass(frozen=True)
class Day:
    """One square of the table: a day of the month, or one of a month beside it that fills the week."""

    day: date
    inside: bool
    today: bool
    events: list[ShownEvent] = field(default_factory=list)


@dataclass(frozen=True)
class Month:
    """The weeks of a month, each of seven days from Monday on."""

    first: date
    weeks: list[list[Day]]

    @property
    def empty(self) -> bool:
        """Whether nothing takes place in it."""
        return not any(day.events for week in self.weeks for day in week)


def lay_out(first: date, shown: Iterable[ShownEvent], today: date) -> Month:
    """The events on their days, as their own clocks show them; one of several days stands on each of them."""
    days: dict[date, list[ShownEvent]] = {}
    for one in shown:
        start, end = one.event.start.date(), last_day(one.event.start, one.event.end)
        for number in range((end - start).days + 1):
            days.setdefault(start + timedelta(days=number), []).append(one)
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return Month(first, [[square(day, first, today, days) for day in week] for week in weeks])


def square(day: date, first: date, today: date, days: dict[date, list[ShownEvent]]) -> Day:
    """A day with its events; one of another month is empty."""
    inside = day.month == first.month
    return Day(day, inside, day == today, days.get(day, []) if inside else [])
