"""What happens to an event once it is published: it is changed, cancelled, reinstated; those registered hear of it."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from events.actions.queue import settle_queue, suspend_offers
from events.actions.schedule import ScheduleRefusal, instant, lock_events
from events.models import Event, Registration
from events.policies import may_run
from hub.actions.notify import notify
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Person
from hub.reactions import react

# What a calendar must be told of with a higher SEQUENCE (RFC 5546, section 2.1.4); online, the link is the place.
WEIGHTY = ("wall_start", "wall_end", "place", "address", "join_url")
TICK = timedelta(microseconds=1)


class LifeRefusal(Refusal):
    """This event is not this person's to change, or not any more."""


@dataclass(frozen=True)
class Details:
    """What staff can change of an event; the hours are wall times like 2026-12-03T18:30.

    Fewer seats than are taken take a seat from nobody.
    """

    title: str
    description: str
    wall_start: str
    wall_end: str
    place: str
    address: str
    join_url: str
    seats_in_person: int
    seats_online: int


def change_event(*, actor: Person, event_id: int, details: Details, now: datetime) -> Event:
    """Renames or moves; raises LifeRefusal or ScheduleRefusal. The same again changes nothing and tells nobody."""
    with write():
        event = lock_for(actor, event_id, now)
        wanted = asdict(details)
        changed = {name for name, value in wanted.items() if getattr(event, name) != value}
        if not changed:
            return event
        starts_at, ends_at = (instant(wall, event.zone) for wall in (details.wall_start, details.wall_end))
        if ends_at <= starts_at:
            raise ScheduleRefusal("hours", _("The event must end after it begins."))
        if "wall_start" in changed and starts_at <= now:
            raise ScheduleRefusal("past", _("The new time has passed already."))
        for name, value in {**wanted, "starts_at": starts_at, "ends_at": ends_at}.items():
            setattr(event, name, value)
        keep(event, now=now, weighty=bool(changed & set(WEIGHTY)))
        record(actor, "event.changed", event)
        react("event.changed", event=event, actor=actor, now=now)
        if changed & set(WEIGHTY):
            tell(event, now)
        settle_queue(event, now=now)
    return event


def cancel_event(*, actor: Person, event_id: int, now: datetime) -> Event:
    """It does not take place; seats are kept in case it does after all. Harmless when repeated; raises LifeRefusal."""
    return turn(actor, event_id, Event.Status.CANCELLED, now)


def reinstate_event(*, actor: Person, event_id: int, now: datetime) -> Event:
    """It takes place after all, with those who had a seat. Harmless when repeated; raises LifeRefusal."""
    return turn(actor, event_id, Event.Status.PUBLISHED, now)


def publish_event(*, actor: Person, event_id: int, now: datetime) -> Event:
    """Puts a draft on the agenda. Harmless when repeated; raises LifeRefusal."""
    with write():
        event = lock_for(actor, event_id, now)
        if event.status == Event.Status.DRAFT:
            event.status = Event.Status.PUBLISHED
            keep(event, now=now, weighty=False)
            record(actor, "event.published", event)
    return event


def discard_draft(*, actor: Person, event_id: int, now: datetime) -> None:
    """Throws away what nobody but the team has ever seen; raises LifeRefusal where it has been published."""
    with write():
        event = lock_for(actor, event_id, now, begun=True)
        if event.status != Event.Status.DRAFT or event.registrations.exists():
            raise LifeRefusal("published", _("This event has been published: cancel it instead."))
        record(actor, "event.discarded", event)
        event.delete()


def turn(actor: Person, event_id: int, status: str, now: datetime) -> Event:
    """Both ways between published and cancelled, in one transaction with what stands above."""
    with write():
        event = lock_for(actor, event_id, now)
        if event.status == Event.Status.DRAFT:
            raise LifeRefusal("draft", _("This event has not been published yet."))
        if event.status != status:
            event.status = status
            keep(event, now=now, weighty=True)
            happened = "event.cancelled" if status == Event.Status.CANCELLED else "event.reinstated"
            record(actor, happened, event)
            react(happened, event=event, actor=actor, now=now)
            if status == Event.Status.CANCELLED:
                suspend_offers(event, now=now)
            tell(event, now)
            settle_queue(event, now=now)
    return event


def lock_for(actor: Person, event_id: int, now: datetime, *, begun: bool = False) -> Event:
    """A step: the event, locked, if this person may run it and it has not begun, or may have with `begun`."""
    require_write()
    event = lock_events(event_id).get(event_id)
    if event is None or not may_run(actor, event, now):
        raise LifeRefusal("forbidden", _("Only the team of this branch can change this event."))
    if event.starts_at <= now and not begun:
        raise LifeRefusal("begun", _("This event has begun: it can no longer be changed."))
    return event


def keep(event: Event, *, now: datetime, weighty: bool) -> None:
    """A step: saves, with stamps that never stand still nor go back."""
    require_write()
    event.modified_at = max(now, event.modified_at + TICK)
    event.sequence += weighty
    event.save()


def tell(event: Event, now: datetime) -> None:
    """A step: a mail for everybody who has a seat or waits for one, once per change."""
    require_write()
    held = Registration.objects.concerned().filter(event=event).select_related("person").order_by("pk")
    for registration in held:
        key = f"event.changed:{registration.pk}:{event.sequence}"
        facts: dict[str, str | int] = {"sequence": event.sequence}
        person = registration.person
        notify(person=person, kind="event.changed", target_id=registration.pk, key=key, facts=facts, now=now)
