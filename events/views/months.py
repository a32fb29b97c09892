"""The agenda as pages: months under their headings, no more dates on one than one reads in one go."""

from datetime import date, datetime, time, timedelta
from itertools import count, takewhile
from typing import Any

from django.utils import timezone

from events.forms import Wanted, months_later
from events.models.events import EventQuerySet
from events.views.shown import ShownEvent, show_events

# Forty dates are more than twenty screens of a telephone, and a slow one takes twice as long to lay them out.
LISTED = 20


def midnight(day: date) -> datetime:
    """The beginning of a day where the association is at home."""
    return timezone.make_aware(datetime.combine(day, time.min))


def pages_of(rows: EventQuerySet, wanted: Wanted, person: Any, now: datetime) -> dict[str, Any]:
    """The months that are wanted, as far as one page of a list goes, and the way to what comes before and after."""
    today, end = timezone.localdate(now), wanted.end
    found = list(rows.between(midnight(wanted.start), midnight(end)).soonest_first())
    if len(found) > LISTED and not wanted.table:
        end = max(timezone.localdate(found[LISTED].starts_at), wanted.start + timedelta(days=1))
        found = [event for event in found if event.starts_at < midnight(end)]
    return {
        "months": by_month(show_events(found, person, now), wanted.month, end),
        "earlier": wanted.earlier(today),
        "later": wanted.at(end) if rows.filter(starts_at__gte=midnight(end)).exists() else "",
    }


def by_month(shown: list[ShownEvent], month: date, end: date) -> list[tuple[date, list[ShownEvent]]]:
    """[(first day of the month, its events)] before `end`, as their own clocks show them; nothing where all are empty.

    What began before the first month stands in it.
    """
    months = takewhile(lambda first: first < end, (months_later(month, number) for number in count()))
    found: dict[date, list[ShownEvent]] = {first: [] for first in months}
    for one in shown:
        found.setdefault(max(month, one.event.start.date().replace(day=1)), []).append(one)
    return list(found.items()) if shown else []
