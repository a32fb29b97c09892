"""Takes, changes and frees seats; the event's row is locked first, so a seat is never given twice."""

from datetime import datetime

from django.utils.translation import gettext as _

from events.actions.schedule import lock_events
from events.models import Event, Registration
from events.models.seats import count_seats
from events.policies import may_register
from hub.actions.notify import notify
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Person
from hub.reactions import react


class SeatRefusal(Refusal):
    """No seat for this person at this event: gone, begun, full, or not held this way."""


def check_open(event: Event | None, mode: str, now: datetime) -> Event:
    """The event, if one may take a seat of it now; raises SeatRefusal."""
    if event is None or event.status != Event.Status.PUBLISHED:
        raise SeatRefusal("cancelled", _("This date is no longer offered. Please choose another one."))
    if event.starts_at <= now:
        raise SeatRefusal("begun", _("This date has passed. Please choose another one."))
    if mode not in event.modes:
        raise SeatRefusal("mode", _("Please choose how you take part."))
    return event


def take_seat(*, actor: Person | None, event: Event | None, person: Person, mode: str, now: datetime) -> Registration:
    """A step, on a locked event: one seat for one person; the same again changes nothing."""
    require_write()
    event = check_open(event, mode, now)
    registration = Registration.objects.filter(event=event, person=person).select_for_update().first()
    if registration and registration.state == Registration.State.CONFIRMED and registration.mode == mode:
        return registration
    if count_seats([event])[event.pk, mode].left < 1:
        raise SeatRefusal("full", _("The last seat has just been taken. Please choose another date."))
    if registration is None:
        registration = Registration(event=event, person=person, created_at=now, sequence=-1)
    registration.mode, registration.state, registration.modified_at = mode, Registration.State.CONFIRMED, now
    registration.sequence += 1
    registration.save()
    record(actor, "registration.confirmed", registration, event=event.pk, mode=mode)
    say(registration, "event.registered", now)
    return registration


def register(*, actor: Person, event_id: int, mode: str, now: datetime) -> Registration:
    """A member takes a seat for themselves; harmless when repeated. Raises SeatRefusal."""
    with write():
        event = lock_events(event_id).get(event_id)
        seen = event is not None and Event.objects.visible_to(actor, now).filter(pk=event.pk).exists()
        if event is None or not seen or not may_register(event, now):
            raise SeatRefusal("closed", _("One cannot register for this event any more."))
        return take_seat(actor=actor, event=event, person=actor, mode=mode, now=now)


def free_seat(*, actor: Person | None, registration: Registration, now: datetime) -> None:
    """A step, on a locked event: gives the seat back; harmless when it is free already."""
    require_write()
    if registration.state != Registration.State.CONFIRMED:
        return
    registration.state, registration.modified_at = Registration.State.WITHDRAWN, now
    registration.sequence += 1
    registration.save(update_fields=["state", "modified_at", "sequence"])
    record(actor, "registration.withdrawn", registration, event=registration.event_id)
    say(registration, "event.withdrawn", now)


def withdraw(*, actor: Person | None, registration_id: int, now: datetime) -> Registration:
    """The person comes no more; what stands above (an application) is told in the same transaction."""
    with write():
        event_id = Registration.objects.values_list("event_id", flat=True).get(pk=registration_id)
        event = lock_events(event_id)[event_id]
        registration = Registration.objects.select_related("person").get(pk=registration_id)
        if registration.state == Registration.State.CONFIRMED:
            if event.starts_at <= now:
                raise SeatRefusal("begun", _("This session has begun: it can no longer be cancelled here."))
            free_seat(actor=actor, registration=registration, now=now)
            react("registration.withdrawn", registration=registration, actor=actor, now=now)
    return registration


def say(registration: Registration, kind: str, now: datetime) -> None:
    """Queues the mail of this change of this registration, once."""
    key = f"{kind}:{registration.pk}:{registration.sequence}"
    notify(person=registration.person, kind=kind, target_id=registration.pk, key=key, now=now)
