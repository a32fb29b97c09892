"""What happens to an event once it is published: it is changed, cancelled, reinstated; those who come hear of it."""

from dataclasses import asdict
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from events.actions.details import FOR_WHOM, WEIGHTY, Details, before_of, changes, check_change, traits
from events.actions.queue import settle_queue, shorten_offers, suspend_offers
from events.actions.schedule import SEARCHED, access_at, lock_events, open_further, words_of
from events.actions.ways import follow_mode
from events.models import Event, Registration
from events.models.roll import by_roster_alone
from events.policies import may_run
from hub.actions.notify import notify_all
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Person
from hub.reactions import react

TICK = timedelta(microseconds=1)


class LifeRefusal(Refusal):
    """This event is not this person's to change, or not any more."""


def change_event(*, actor: Person, event_id: int, details: Details, now: datetime, version: str | None = None) -> Event:
    """Renames or moves; raises LifeRefusal or ScheduleRefusal. The same again changes nothing and tells nobody.

    A form says with `version` from which state of the event it was filled.
    """
    with write():
        event = lock_for(actor, event_id, now)
        check_version(event, details, version)
        return alter(actor=actor, event=event, details=details, now=now)


def check_version(event: Event, details: Details, version: str | None) -> None:
    """Raises LifeRefusal where details filled from an older `version` would undo what somebody else has done since."""
    if version is not None and version != event.version and changes(event, details):
        raise LifeRefusal(
            "changed",
            _(
                "Somebody else has changed this event meanwhile. Nothing is saved yet: compare what you typed with what is there now, then save again."
            ),
        )


def alter(*, actor: Person, event: Event, details: Details, now: datetime, alone: bool = True) -> Event:
    """A step, on a locked event: as `details` say; `alone` where the rest of its series does not follow.

    Raises ScheduleRefusal.
    """
    require_write()
    changed = changes(event, details)
    if not changed:
        return event
    instants = check_change(event, details, now)
    put(event, details, changed, now)
    for name, value in instants.items():
        setattr(event, name, value)
    event.words = words_of(*(getattr(details, name) for name in SEARCHED))
    set_apart(event, traits(changed), alone=alone)
    keep(event, now=now, weighty=bool(changed & set(WEIGHTY)))
    if changed & set(FOR_WHOM):
        open_further(event, event.further_branches, event.further_promotions)
    record(actor, "event.changed", event)
    react("event.changed", event=event, actor=actor, now=now)
    if "mode" in changed:
        follow_mode(event, actor=actor, now=now)
    if changed & {"wall_start", "zone"}:
        shorten_offers(event, now=now)
    if changed & set(WEIGHTY):
        tell(event, now)
    settle_queue(event, now=now)
    return event


def put(event: Event, details: Details, changed: set[str], now: datetime) -> None:
    """What these details say, the way in with them, and what the event was before."""
    before = before_of(event, details)
    if before != event.before:
        event.before, event.moved_at = before, now if before else None
    for name, value in asdict(details).items():
        setattr(event, name, value)
    if changed & {"address", "directions"} or (event.directions and "language" in changed):
        event.access = access_at(event.branch, event.address, event.directions, event.language)


def set_apart(event: Event, names: set[str], *, alone: bool) -> None:
    """Notes what a date of a series has of its own, or that it follows the others again."""
    if event.series:
        before = set(event.apart)
        event.apart = sorted(before | names if alone else before - names)


def cancel_event(*, actor: Person, event_id: int, now: datetime) -> Event:
    """It does not take place; seats are kept in case it does after all. Harmless when repeated; raises LifeRefusal."""
    return turn(actor, event_id, Event.Status.CANCELLED, now)


def reinstate_event(*, actor: Person, event_id: int, now: datetime) -> Event:
    """It takes place after all, with those who had a seat. Harmless when repeated; raises LifeRefusal."""
    return turn(actor, event_id, Event.Status.PUBLISHED, now)


def publish_event(*, actor: Person, event_id: int, now: datetime) -> Event:
    """Puts a draft on the agenda. Harmless when repeated; raises LifeRefusal."""
    with write():
        return show(actor=actor, event=lock_for(actor, event_id, now), now=now)


def show(*, actor: Person, event: Event, now: datetime) -> Event:
    """A step, on a locked event: a draft is published."""
    require_write()
    if event.status == Event.Status.DRAFT:
        event.status = Event.Status.PUBLISHED
        keep(event, now=now, weighty=False)
        record(actor, "event.published", event)
    return event


def discard_draft(*, actor: Person, event_id: int, now: datetime) -> None:
    """Throws away what nobody but the team has ever seen; raises LifeRefusal where it has been published."""
    with write():
        discard(actor=actor, event=lock_for(actor, event_id, now, begun=True))


def discard(*, actor: Person, event: Event) -> None:
    """A step, on a locked draft; raises LifeRefusal where it has been published."""
    require_write()
    if event.status != Event.Status.DRAFT or event.registrations.exists():
        raise LifeRefusal("published", _("This event has been published: cancel it instead."))
    record(actor, "event.discarded", event)
    event.delete()


def turn(actor: Person, event_id: int, status: str, now: datetime) -> Event:
    """Both ways between published and cancelled, in one transaction with what stands above."""
    with write():
        return turn_to(actor=actor, event=lock_for(actor, event_id, now), status=status, now=now)


def turn_to(*, actor: Person, event: Event, status: str, now: datetime, alone: bool = True) -> Event:
    """A step, on a locked event: published or cancelled, `alone` where the rest of its series is not."""
    require_write()
    if event.status == Event.Status.DRAFT:
        raise LifeRefusal("draft", _("This event has not been published yet."))
    if event.status != status:
        gone = status == Event.Status.CANCELLED
        event.status = status
        set_apart(event, {"status"}, alone=alone and gone)
        keep(event, now=now, weighty=True)
        happened = "event.cancelled" if gone else "event.reinstated"
        record(actor, happened, event)
        react(happened, event=event, actor=actor, now=now)
        if gone:
            suspend_offers(event, now=now)
        tell(event, now, back=not gone)
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


def tell(event: Event, now: datetime, *, back: bool = False) -> None:
    """A step: a mail, once per change, for everybody who has a seat, waits for one, or is expected by the roster.

    `back` where it takes place after all.
    """
    require_write()
    facts: dict[str, str | int] = {"sequence": event.sequence, "back": int(back)}
    rows = Registration.objects.concerned()
    held = rows.filter(event=event).select_related("person").order_by("pk")
    to = [(one.person, one.pk, f"event.changed:{one.pk}:{event.sequence}") for one in held]
    notify_all(to=to, kind="event.changed", facts=facts, now=now)
    rows.filter(event=event, state=Registration.State.CONFIRMED).update(told_alone=True)
    key = f"training.changed:{event.pk}:{event.sequence}"
    days = [(person, event.pk, f"{key}:{person.pk}") for person in by_roster_alone(event, rows)]
    notify_all(to=days, kind="training.changed", facts=facts, now=now)
