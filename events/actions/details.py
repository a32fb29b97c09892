"""What staff can change of an event, which of it that is, and whether it makes sense; nothing is written."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from events.actions.schedule import ScheduleRefusal, check_meant, close_at, instant
from events.models import Event
from events.models.outside import Meant

# What a calendar must be told of with a higher SEQUENCE (RFC 5546, section 2.1.4); online, the link is the place.
WEIGHTY = ("wall_start", "wall_end", "zone", "mode", "place", "address", "join_url")
# What a page shows struck out once it has changed.
HOURS, PLACE, WAY, CLOCK = ("wall_start", "wall_end"), ("place", "address"), ("mode",), ("zone",)
FOR_WHOM = ("audience", "promotion_id", "further_branches", "further_promotions", "stage")
# What a date has of its own as one, or follows its series in.
TRAITS = dict.fromkeys(("wall_start", "wall_end", "zone"), "hours") | dict.fromkeys(FOR_WHOM, "audience")


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
    directions: str = ""


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
    further_branches: tuple[int, ...] = ()
    further_promotions: tuple[int, ...] = ()
    stage: str = ""


def meant_by(terms: Terms) -> Meant:
    """Whom the dates would be meant for."""
    return Meant(*(getattr(terms, name) for name in FOR_WHOM))


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
        check_meant(event.branch, meant_by(details))
        check_training(event, details)
    return check_hours(event, details, now)


def check_training(event: Event, details: Terms) -> None:
    """Raises ScheduleRefusal where a training day would be for others."""
    if event.kind == Event.Kind.TRAINING and set(FOR_WHOM) & changes(event, details):
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
