"""Those who have a seat, or wait for one, when their event is held another way: they go along, and lose nothing."""

from datetime import datetime
from heapq import merge

from events.actions.queue import move
from events.models import Event, Registration
from hub.db import require_write
from hub.journal import record
from hub.models import Person

State = Registration.State


def follow_mode(event: Event, *, actor: Person | None, now: datetime) -> None:
    """A step, on a locked event whose way of taking part has changed: seats and places of the way that is gone are of the
    one that is left. Where both are held now, everybody stays where they are.
    """
    require_write()
    if event.mode == Event.Mode.HYBRID:
        return
    rows = Registration.objects.concerned().filter(event=event).select_related("person").order_by("queue_number", "pk")
    held = list(rows)
    for row in held:
        row.event = event
    if any(row.mode != event.mode for row in held if row.state != State.CONFIRMED):
        join_lines(event, [row for row in held if row.state != State.CONFIRMED])
    for row in held:
        if row.mode != event.mode or row.wish:
            row.mode = event.mode
            move(row, row.state, now, until=row.offered_until if row.state == State.OFFERED else None)
            record(actor, "registration.way_changed", row, event=event.pk, mode=event.mode)


def join_lines(event: Event, waiting: list[Registration]) -> None:
    """A step: two lines become one, as people came; nobody passes anybody of their own line.

    The new numbers stand behind all that were given, so that no two are ever the same on the way.
    """
    require_write()
    here = [row for row in waiting if row.mode == event.mode]
    there = [row for row in waiting if row.mode != event.mode]
    numbers = Registration.objects.filter(event=event, queue_number__isnull=False).order_by("-queue_number")
    first = (numbers.values_list("queue_number", flat=True).first() or 0) + 1
    for number, row in enumerate(merge(here, there, key=lambda row: row.modified_at), first):
        row.queue_number = number
        # Calendars see nothing of a number: neither stamp nor SEQUENCE.
        Registration.objects.filter(pk=row.pk).update(queue_number=number)
