"""When a subscribed calendar last changed: the moments of everything it follows, read along with whatever one loads."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from community.models import Interest, JourneyMove, Membership
from events.calendars import AHEAD, BEHIND
from events.models import Event, Registration
from hub.models import Role

SHIFTS = {"event_left": BEHIND, "event_came": -AHEAD}
NAMES = (
    *("event_changed", "event_left", "event_came", "seat_changed", "chosen_at"),
    *("member_came", "member_left", "member_trained", "stage_changed", "role_began", "role_ended", "interest_changed"),
)


def newest(rows: QuerySet[Any], name: str) -> Subquery:
    """The highest value of one field of these rows."""
    return Subquery(rows.order_by(f"-{name}").values(name)[:1])


def of_any_event(now: datetime) -> dict[str, tuple[str, Q]]:
    """What moves every calendar: a change of any event, and one that entered or left the window; {name: (field, rows)}."""
    return {
        "event_changed": ("modified_at", Q()),
        "event_left": ("ends_at", Q(ends_at__lte=now - BEHIND)),
        "event_came": ("starts_at", Q(starts_at__lt=now + AHEAD)),
    }


def of_events(now: datetime) -> dict[str, Subquery]:
    """These moments, to be read along with another row."""
    rows = Event.objects.no_drafts()
    return {name: newest(rows.filter(which), field) for name, (field, which) in of_any_event(now).items()}


def of_events_alone(now: datetime) -> dict[str, datetime | None]:
    """The same by themselves, which is cheaper; one query."""
    newest_of = {name: Max(field, filter=which) for name, (field, which) in of_any_event(now).items()}
    return Event.objects.no_drafts().aggregate(**newest_of)


def of_owner(now: datetime) -> dict[str, Subquery]:
    """What moves one's own beside that, for rows with a `person`: their seats, interests, promotions, training, journey and roles.

    What its owner chose for it, and the language they read, stands in the row of the link itself: `chosen_at`.
    """
    today = timezone.localdate(now)
    member = Membership.objects.filter(person=OuterRef("person"))
    role = Role.objects.filter(person=OuterRef("person"))
    return {
        "seat_changed": newest(Registration.objects.filter(person=OuterRef("person")), "modified_at"),
        "interest_changed": newest(Interest.objects.filter(person=OuterRef("person")), "modified_at"),
        "member_came": newest(member.filter(starts_at__lte=now), "starts_at"),
        "member_left": newest(member.filter(ends_at__lte=now), "ends_at"),
        "member_trained": newest(member.filter(promotion__trained_at__lte=now), "promotion__trained_at"),
        "stage_changed": newest(JourneyMove.objects.filter(journey__person=OuterRef("person")), "at"),
        "role_began": newest(role.filter(starts_on__lte=today), "starts_on"),
        "role_ended": newest(role.filter(ends_on__lte=today), "ends_on"),
    }


def moment_of(name: str, value: datetime | date) -> datetime:
    """The instant after which that value moves nothing any more.

    A role is dated by the day, whatever the hour at which it was given: that is when the day is over.
    """
    if isinstance(value, datetime):
        return value + SHIFTS.get(name, timedelta())
    return timezone.make_aware(datetime.combine(value + timedelta(days=1), time.min))


def last_change(found: Mapping[str, Any]) -> datetime | None:
    """The newest moment among the values of a row that was read with them; it may lie ahead."""
    return max((moment_of(name, found[name]) for name in NAMES if found.get(name) is not None), default=None)
