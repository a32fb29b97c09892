"""What happens to an event once it is published: it is changed, cancelled, reinstated; those who come hear of it."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from events.actions.queue import settle_queue, shorten_offers, suspend_offers
from events.actions.schedule import (
    SEARCHED,
    ScheduleRefusal,
    access_at,
    check_promotion,
    close_at,
    instant,
    lock_events,
    words_of,
)
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

# What a calendar must be told of with a higher SEQUENCE (RFC 5546, section 2.1.4); online, the link is the place.
WEIGHTY = ("wall_start", "wall_end", "zone", "mode", "place", "address", "join_url")
TICK = timedelta(microseconds=1)
# What a page shows struck out once it has changed.
HOURS, PLACE, WAY, CLOCK = ("wall_start", "wall_end"), ("place", "address"), ("mode",), ("zone",)
# What a date has of its own as one, or follows its series in.
TRAITS = {"wall_start": "hours", "wall_end": "hours", "zone": "hours", "promotion_id": "audience"}


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
    guests: int = 0
    turns: str = Event.Turns.FIRST.value
    theme: str = ""
    deadline: str = ""
    also_in: str = ""
    led_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Terms(Details):
    """The same, and for whom it is, in which way one takes part, by whose clocks its hours are, in which language its words.

    Whoever has a seat or waits for one keeps that: a narrower audience takes nothing from anybody, and another way of taking
    part takes them along.
    """

    audience: str
    promotion_id: int | None
    mode: str
    zone: str
    language: str


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
    event.before = before_of(event, details)
    if "address" in changed:
        event.access = access_at(event.branch, details.address)
    for name, value in {**asdict(details), **instants}.items():
        setattr(event, name, value)
    event.words = words_of(*(getattr(details, name) for name in SEARCHED))
    set_apart(event, traits(changed), alone=alone)
    keep(event, now=now, weighty=bool(changed & set(WEIGHTY)))
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


def before_of(event: Event, details: Details) -> dict[str, str]:
    """What it was before these details: hours and place as they stood last, where they differ from what comes.

    Nobody has seen a draft, so it was nothing else.
    """
    if event.status == Event.Status.DRAFT:
        return {}
    found: dict[str, str] = {}
    for names in (HOURS, PLACE, WAY, CLOCK):
        new = {name: getattr(details, name, getattr(event, name)) for name in names}
        old = {name: getattr(event, name) for name in names}
        if new == old:
            old = {name: event.before.get(name, new[name]) for name in names}
        if new != old:
            found |= old
    return found


def changes(event: Event, details: Details) -> set[str]:
    """The names of the details that differ from what stands."""
    return {name for name, value in asdict(details).items() if getattr(event, name) != value}


def traits(names: set[str]) -> set[str]:
    """The same, what belongs together as one: a date has its own hours, or those of its series."""
    return {TRAITS.get(name, name) for name in names}


def check_change(event: Event, details: Details, now: datetime) -> dict[str, datetime | None]:
    """{field: instant} of the new hours and deadline; raises ScheduleRefusal where they or whom it is for make no sense."""
    if isinstance(details, Terms):
        check_promotion(event.branch, details.promotion_id, details.audience)
        check_training(event, details)
    return check_hours(event, details, now)


def check_training(event: Event, details: Terms) -> None:
    """Raises ScheduleRefusal where a training day would be for others."""
    meant = (details.audience, details.promotion_id)
    if event.kind == Event.Kind.TRAINING and meant != (event.audience, event.promotion_id):
        raise ScheduleRefusal("training", _("A training day is for its promotion: nobody else takes part."))


def check_hours(event: Event, details: Details, now: datetime) -> dict[str, datetime | None]:
    """{field: instant} of the new hours and deadline; raises ScheduleRefusal where they make no sense."""
    zone = details.zone if isinstance(details, Terms) else event.zone
    starts_at, ends_at = (instant(wall, zone) for wall in (details.wall_start, details.wall_end))
    if ends_at <= starts_at:
        raise ScheduleRefusal("hours", _("The event must end after it begins."))
    if starts_at != event.starts_at and starts_at <= now:
        raise ScheduleRefusal("past", _("The new time has passed already."))
    closes_at = close_at(details.deadline, zone, starts_at)
    return {"starts_at": starts_at, "ends_at": ends_at, "closes_at": closes_at}


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
    key = f"training.changed:{event.pk}:{event.sequence}"
    days = [(person, event.pk, f"{key}:{person.pk}") for person in by_roster_alone(event, rows)]
    notify_all(to=days, kind="training.changed", facts=facts, now=now)
