"""The waiting list: whoever comes first is offered the seat that becomes free, for a time; then the next one."""

from datetime import datetime

from django.db.models import Max

from events.actions.schedule import lock_events
from events.models import Event, Registration
from events.models.seats import count_seats
from events.policies import may_offer, offer_ends
from hub.actions.notify import notify
from hub.db import require_write, write
from hub.journal import record
from hub.models import Person

State = Registration.State


def say(registration: Registration, kind: str, now: datetime, *, quiet: bool = False) -> None:
    """A step: queues the mail of this change of this registration, once; `quiet` where another mail tells of it."""
    if quiet:
        return
    key = f"{kind}:{registration.pk}:{registration.sequence}"
    notify(person=registration.person, kind=kind, target_id=registration.pk, key=key, now=now)


def move(registration: Registration, state: str, now: datetime, *, until: datetime | None = None) -> None:
    """A step: the registration in another state, as calendars must hear of it; the number lasts while one waits."""
    require_write()
    registration.state, registration.offered_until, registration.modified_at = state, until, now
    if state not in {State.WAITING, State.OFFERED}:
        registration.queue_number = None
    registration.sequence += 1
    registration.save()


def join_queue(registration: Registration, *, actor: Person | None, now: datetime, quiet: bool = False) -> None:
    """A step, on a locked event: the last place of the waiting list of one way of taking part."""
    require_write()
    queue = Registration.objects.filter(event=registration.event_id, mode=registration.mode)
    registration.queue_number = (queue.aggregate(Max("queue_number"))["queue_number__max"] or 0) + 1
    move(registration, State.WAITING, now)
    record(actor, "registration.queued", registration, event=registration.event_id, mode=registration.mode)
    say(registration, "event.waiting", now, quiet=quiet)


def settle_queue(event: Event, *, now: datetime) -> None:
    """A step, on a locked event: ends the offers nobody took in time, then offers what is free to whoever is first."""
    require_write()
    rows = Registration.objects.filter(event=event).select_related("person")
    for late in rows.filter(state=State.OFFERED).order_by("queue_number"):
        if not late.is_kept(now) or event.starts_at <= now:
            move(late, State.WITHDRAWN, now)
            record(None, "registration.offer_ended", late, event=event.pk)
            say(late, "event.offer_ended", now)
    if not may_offer(event, now):
        return
    for (_event, mode), seats in count_seats([event]).items():
        for head in rows.filter(mode=mode).first_come_first()[: seats.left]:
            move(head, State.OFFERED, now, until=offer_ends(event, now))
            record(None, "registration.offered", head, event=event.pk)
            say(head, "event.offered", now)


def suspend_offers(event: Event, *, now: datetime) -> None:
    """A step, on a locked event that was cancelled: who was offered a seat waits again, where they stood."""
    require_write()
    for offered in Registration.objects.filter(event=event, state=State.OFFERED).order_by("queue_number"):
        move(offered, State.WAITING, now)


def settle_due(*, now: datetime) -> int:
    """Ends the offers whose time is over and passes the seats on; answers for how many events. Harmless when repeated."""
    late = Registration.objects.filter(state=State.OFFERED, offered_until__lte=now)
    keys = list(late.order_by("event").values_list("event", flat=True).distinct())
    for key in keys:
        with write():
            settle_queue(lock_events(key)[key], now=now)
    return len(keys)
