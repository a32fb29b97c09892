"""Reminds those who come: each reminder once, by day, and only while it is of use."""

from datetime import datetime, timedelta

from django.db.models import Q

from events.actions.schedule import lock_events
from events.models import Event, EventReminder, Registration
from events.models.roll import by_roster_alone
from events.policies import reminder_hours
from hub.actions.notify import notify_all
from hub.db import write

AHEAD = timedelta(days=8)
# There is somebody to remind: who has a seat, or whom the roster of a training day expects.
SOMEBODY = Q(registrations__state="confirmed") | Q(kind=Event.Kind.TRAINING)


def due_step(event: Event, now: datetime) -> str | None:
    """The newest reminder whose hour has come; older ones have nothing to add to it."""
    due = [step for step, at in reminder_hours(event).items() if at <= now]
    return due[-1] if due and now < event.starts_at else None


def remind_due(*, now: datetime) -> int:
    """Queues the reminders whose hour has come; answers how many mails. Harmless when repeated.

    A reminder is for the hour at which its event begins: one that is moved is reminded of anew.
    """
    soon = Event.objects.published().upcoming(now).filter(starts_at__lt=now + AHEAD).filter(SOMEBODY)
    events = {event.pk: event for event in soon.distinct().order_by("pk")}
    done = set(EventReminder.objects.filter(event__in=events).values_list("event", "step", "starts_at"))
    due = [(event, step) for event in events.values() if (step := due_step(event, now))]
    return sum(remind(event.pk, now=now) for event, step in due if (event.pk, step, event.starts_at) not in done)


def remind(event_id: int, *, now: datetime) -> int:
    """One event's reminder, read again under its lock; whoever got their seat after its hour has just been told."""
    with write():
        event = lock_events(event_id)[event_id]
        step = due_step(event, now)
        if step is None or event.status != Event.Status.PUBLISHED:
            return 0
        reminder, new = EventReminder.objects.get_or_create(event=event, step=step, starts_at=event.starts_at)
        if not new:
            return 0
        coming = Registration.objects.coming()
        facts: dict[str, str | int] = {"starts_at": event.starts_at.isoformat()}
        seats = coming.filter(event=event, modified_at__lt=reminder_hours(event)[step]).select_related("person")
        to = [(seat.person, seat.pk, f"event.reminder:{seat.pk}:{reminder.pk}") for seat in seats.order_by("pk")]
        notify_all(to=to, kind="event.reminder", facts=facts, now=now)
        key = f"training.reminder:{event.pk}:{reminder.pk}"
        days = [(person, event.pk, f"{key}:{person.pk}") for person in by_roster_alone(event, coming)]
        notify_all(to=days, kind="training.reminder", facts=facts, now=now)
    return len(to) + len(days)
