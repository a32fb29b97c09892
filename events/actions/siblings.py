"""What a change of one date does to the others of its series: foreseen for the page that asks, then done."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from events.actions.details import WEIGHTY, Details, changes, traits
from events.actions.lives import LifeRefusal, alter, check_version, discard, lock_for, show, turn_to
from events.actions.schedule import WALL, days_between, days_later, lock_events, on_day
from events.models import Event
from events.models.events import EventQuerySet
from hub.db import write
from hub.models import Person

FOLLOWING, ALL = "following", "all"
SCOPES = (FOLLOWING, ALL)
Status = Event.Status
# Which dates an act concerns, by what they are.
BEFORE = {
    "publish": Status.DRAFT,
    "discard": Status.DRAFT,
    "cancel": Status.PUBLISHED,
    "reinstate": Status.CANCELLED,
}


@dataclass(frozen=True)
class Step:
    """What becomes of one date: its details from now on, and what it keeps of its own."""

    event: Event
    details: Details
    keeps: frozenset[str]

    @property
    def changed(self) -> set[str]:
        """The names of what changes on it."""
        return changes(self.event, self.details)

    @property
    def weighty(self) -> bool:
        """Whether those registered hear of it."""
        return bool(self.changed & set(WEIGHTY))


def reached(event: Event, scope: str, now: datetime) -> EventQuerySet:
    """The dates of the series that a change of this one can reach: never those that have begun."""
    rows = Event.objects.of_series(event).upcoming(now)
    if scope != ALL:
        rows = rows.filter(starts_at__gte=event.starts_at)
    return rows.select_related("branch").with_further().soonest_first()


def foresee(event: Event, details: Details, rows: Iterable[Event], *, also: bool = False) -> list[Step]:
    """One step per date that is not cancelled: what changes on `event` changes on each.

    What a date has of its own stays, unless `also`. A new day moves each by as many days; a new hour is that of all.
    """
    wanted = changes(event, details)
    steps = []
    for row in rows:
        if row.status == Status.CANCELLED and row.pk != event.pk:
            continue
        keeps = frozenset() if also or row.pk == event.pk else frozenset(traits(wanted) & set(row.apart))
        steps.append(Step(row, details if row.pk == event.pk else details_for(row, event, details, keeps), keeps))
    return steps


def details_for(row: Event, event: Event, details: Details, keeps: frozenset[str]) -> Details:
    """What one date of the series becomes when `event` becomes `details`."""
    follows = {name: value for name, value in asdict(details).items() if name in changes(event, details)}
    stands = type(details)(**{name: getattr(row, name) for name in asdict(details)})
    becomes = {name: value for name, value in follows.items() if not (traits({name}) & keeps)}
    moved = days_between(event.wall_start, details.wall_start)
    if "hours" in traits(set(becomes)):
        day = datetime.strptime(row.wall_start, WALL).date() + moved  # noqa: DTZ007  # wall time
        becomes["wall_start"], becomes["wall_end"] = on_day(day, details.wall_start, details.wall_end)
    if {"wall_start", "deadline"} & set(becomes):
        becomes["deadline"] = deadline_for(row, event, details, becomes)
    return replace(stands, **becomes)


def deadline_for(row: Event, event: Event, details: Details, becomes: dict[str, Any]) -> str:
    """As many days before as on the date that is changed; one of its own, on either, moves with its day."""
    if "deadline" not in becomes and "deadline" in {*row.apart, *event.apart}:
        return days_later(row.deadline, days_between(event.wall_start, details.wall_start))
    return days_later(details.deadline, days_between(details.wall_start, becomes.get("wall_start", row.wall_start)))


def change_series(
    *,
    actor: Person,
    event_id: int,
    details: Details,
    scope: str,
    now: datetime,
    also: bool = False,
    version: str | None = None,
) -> list[Event]:
    """Changes this date and those it reaches, each as if by itself; answers those that changed.

    A form says with `version` from which state of this date it was filled.

    Raises LifeRefusal, ScheduleRefusal; then nothing has changed.
    """
    with write():
        event, rows = lock_reached(actor, event_id, scope, now)
        check_version(event, details, version)
        steps = foresee(event, details, rows, also=also)
        moved = [step for step in steps if step.changed]
        for step in moved:
            alter(actor=actor, event=step.event, details=step.details, now=now, alone=False)
    return [step.event for step in moved]


def concerned(rows: Iterable[Event], event: Event, act: str, *, also: bool = False) -> list[Event]:
    """Those that an act changes; what was cancelled by itself is reinstated by itself, unless `also`."""
    return [
        row
        for row in rows
        if row.status == BEFORE[act] and (act != "reinstate" or also or row.pk == event.pk or "status" not in row.apart)
    ]


def turn_series(
    *, actor: Person, event_id: int, act: str, scope: str, now: datetime, also: bool = False
) -> list[Event]:
    """Publishes, discards, cancels or reinstates this date and those it reaches. Raises LifeRefusal."""
    with write():
        event, rows = lock_reached(actor, event_id, scope, now)
        if act not in BEFORE:
            raise LifeRefusal("act", _("Choose what happens to these dates."))
        turned = concerned(rows, event, act, also=also)
        for row in turned:
            if act == "publish":
                show(actor=actor, event=row, now=now)
            elif act == "discard":
                discard(actor=actor, event=row)
            else:
                status = Status.CANCELLED if act == "cancel" else Status.PUBLISHED
                turn_to(actor=actor, event=row, status=status, now=now, alone=False)
    return turned


def lock_reached(actor: Person, event_id: int, scope: str, now: datetime) -> tuple[Event, list[Event]]:
    """A step: this date and those it reaches, locked in the order of their keys, then read as they come."""
    found = Event.objects.filter(pk=event_id).first()
    keys = [row.pk for row in reached(found, scope, now)] if found else []
    locked = lock_events(*keys, event_id)
    event = lock_for(actor, event_id, now)
    others = [row for row in locked.values() if row.starts_at > now and row.branch_id == event.branch_id]
    rows = [event if row.pk == event_id else row for row in others]
    return event, sorted(rows, key=lambda row: (row.starts_at, row.pk))
