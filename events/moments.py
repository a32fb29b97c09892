"""When a subscribed calendar last changed: the moments of everything it follows, read along with whatever one loads."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from community.models import Membership
from events.calendars import AHEAD, BEHIND
from events.models import Event, Registration
from hub.models import Role

SHIFTS = {"event_left": BEHIND, "event_came": -AHEAD}
NAMES = (
    *("event_changed", "event_left", "event_came", "seat_changed"),
    *("member_came", "member_left", "member_trained", "role_began", "role_ended"),
)


def newest(rows: QuerySet[Any], name: str) -> Subquery:
    """The highest value of one field of these rows."""
    return Subquery(rows.order_by(f"-{name}").values(name)[:1])


def of_events(now: datetime) -> dict[str, Subquery]:
    """What moves every calendar: a change of any event, and one that entered or left the window."""
    rows = Event.objects.no_drafts()
    return {
        "event_changed": newest(rows, "modified_at"),
        "event_left": newest(rows.filter(ends_at__lte=now - BEHIND), "ends_at"),
        "event_came": newest(rows.filter(starts_at__lt=now + AHEAD), "starts_at"),
    }


def of_owner(now: datetime) -> dict[str, Subquery]:
    """What moves one's own beside that, for rows with a `person`: their seats, promotions, training and roles."""
    today = timezone.localdate(now)
    member = Membership.objects.filter(person=OuterRef("person"))
    role = Role.objects.filter(person=OuterRef("person"))
    return {
        "seat_changed": newest(Registration.objects.filter(person=OuterRef("person")), "modified_at"),
        "member_came": newest(member.filter(starts_at__lte=now), "starts_at"),
        "member_left": newest(member.filter(ends_at__lte=now), "ends_at"),
        "member_trained": newest(member.filter(promotion__trained_at__lte=now), "promotion__trained_at"),
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
