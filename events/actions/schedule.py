"""Puts an event on the calendar."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from community.models import Audience, Promotion, one_audience
from events.models import Event
from events.models.events import EventQuerySet
from events.models.outside import Meant
from hub.db import require_write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Branch, Person
from hub.search.fold import fold

WALL = "%Y-%m-%dT%H:%M"
SEARCHED = ("title", "description", "place")


class ScheduleRefusal(Refusal):
    """The hours of an event make no sense."""


def instant(wall: str, zone: str) -> datetime:
    """The instant of a wall time; where clocks show it twice the first, where they skip it the later."""
    naive = datetime.strptime(wall, WALL)  # noqa: DTZ007  # wall time is naive by nature
    return naive.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))


def wall(day: date, at: time) -> str:
    """A date and a time as the wall shows them."""
    return datetime.combine(day, at).strftime(WALL)


def close_at(deadline: str, zone: str, starts_at: datetime) -> datetime | None:
    """The instant of a deadline, None where there is none; raises ScheduleRefusal where it comes after the beginning."""
    closes_at = instant(deadline, zone) if deadline else None
    if closes_at is not None and closes_at > starts_at:
        raise ScheduleRefusal("deadline", _("The last moment to register comes after the event begins."))
    return closes_at


def access_at(branch: Branch, address: str, directions: str = "", language: str = "fr") -> dict[str, str]:
    """How one gets there: what the team says of it, in the language of the event; of its own address, what the branch says."""
    if directions:
        return {language: directions}
    return branch.access if address == branch.address else {}


def words_of(*texts: str) -> str:
    """By which an event is found: what its `SEARCHED` fields say."""
    return fold(" ".join(texts))


def check_meant(branch: Branch, meant: Meant) -> Promotion | None:
    """The promotion an event is for, if it is one of its branch, as all else may be that it is open to; raises ScheduleRefusal."""
    if one_audience(meant.audience, meant.stage) != (meant.audience, meant.stage):
        raise ScheduleRefusal("stage", _("Who may come says already how far they have come: choose one of the two."))
    promotion = Promotion.objects.filter(pk=meant.promotion, branch=branch).first() if meant.promotion else None
    if promotion is None and (meant.promotion or meant.audience == Audience.PROMOTION):
        raise ScheduleRefusal("promotion", _("Choose a promotion of this branch."))
    if meant.further_branches or meant.further_promotions:
        check_further(branch, set(meant.further_branches), set(meant.further_promotions))
    return promotion


def check_further(branch: Branch, branches: set[int], promotions: set[int]) -> None:
    """Raises ScheduleRefusal where these do not exist, or a promotion is of none of the branches."""
    others = Branch.objects.exclude(pk=branch.pk).filter(pk__in=branches)
    if others.count() < len(branches):
        raise ScheduleRefusal("branches", _("Choose among the other branches."))
    homes = Promotion.objects.filter(pk__in=promotions).values_list("branch", flat=True)
    if len(homes) < len(promotions) or set(homes) - {branch.pk, *branches}:
        raise ScheduleRefusal("promotions", _("Tick the branch of each promotion that you tick as well."))


def open_further(event: Event, branches: Collection[int], promotions: Collection[int]) -> None:
    """A step, on a locked event or a new one: the branches and promotions it is open to beside its own."""
    require_write()
    event.also_branches.set(branches)
    event.also_promotions.set(promotions)


def days_between(one: str, other: str) -> timedelta:
    """From the day of one wall time to that of another."""
    first, second = (datetime.strptime(wall_time, WALL).date() for wall_time in (one, other))  # noqa: DTZ007  # wall time
    return second - first


def days_later(wall_time: str, days: timedelta) -> str:
    """The same hour of the wall, so many days later; nothing stays nothing."""
    return (datetime.strptime(wall_time, WALL) + days).strftime(WALL) if wall_time else ""  # noqa: DTZ007  # wall time


def on_day(day: date, wall_start: str, wall_end: str) -> tuple[str, str]:
    """The same hours of the wall, as long, on another day."""
    start, end = (datetime.strptime(one, WALL) for one in (wall_start, wall_end))  # noqa: DTZ007  # wall time
    return wall(day, start.time()), wall(day + (end.date() - start.date()), end.time())


def schedule_event(
    *,
    actor: Person | None,
    branch: Branch,
    wall_start: str,
    wall_end: str,
    now: datetime,
    zone: str = "",
    deadline: str = "",
    **fields: Any,
) -> Event:
    """A step: creates an event in the branch's zone (or `zone`); raises ScheduleRefusal."""
    require_write()
    zone = zone or branch.zone
    starts_at, ends_at = instant(wall_start, zone), instant(wall_end, zone)
    if ends_at <= starts_at:
        raise ScheduleRefusal("hours", _("The event must end after it begins."))
    event = Event.objects.create(
        branch=branch,
        zone=zone,
        wall_start=wall_start,
        wall_end=wall_end,
        starts_at=starts_at,
        ends_at=ends_at,
        deadline=deadline,
        closes_at=close_at(deadline, zone, starts_at),
        words=words_of(*(str(fields.get(name, "")) for name in SEARCHED)),
        created_at=now,
        modified_at=now,
        **fields,
    )
    record(actor, "event.scheduled", event, kind=event.kind)
    return event


def lock_events(*keys: int) -> dict[int, Event]:
    """A step: locks events in the order of their keys, and reads them again under the lock."""
    require_write()
    rows: EventQuerySet = Event.objects.select_for_update(of=("self",)).filter(pk__in=set(keys))
    return {event.pk: event for event in rows.select_related("branch").with_further().order_by("pk")}
