"""Seats of the demo as a test needs them, and back as they were."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.utils import timezone

from events.models import Registration

State = Registration.State


def coming_up() -> Registration:
    """Somebody's seat at an event to come."""
    rows = Registration.objects.coming().filter(wish="", event__starts_at__gt=timezone.now())
    return rows.filter(event__status="published").order_by("pk")[0]


@contextmanager
def seat_that_is(state: State) -> Iterator[Registration]:
    """One to come that is confirmed, waits, is offered or was given back, whatever other tests did with the demo's."""
    held = coming_up()
    row = Registration.objects.filter(pk=held.pk)
    kept = row.values("state", "queue_number", "offered_until").get()
    until = timezone.now() + timedelta(hours=5) if state == State.OFFERED else None
    number = 900 if state in {State.WAITING, State.OFFERED} else None
    row.update(state=state, queue_number=number, offered_until=until)
    try:
        yield held
    finally:
        row.update(**kept)
