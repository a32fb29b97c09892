"""The roll of an event: who is expected, and how often each of them came before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from community.models import Membership
from events.models.events import Event
from events.models.registrations import Registration, RegistrationQuerySet
from hub.models import Person
from hub.words.alphabet import by_last_name

Attendance = Registration.Attendance
# What is remembered of who did not come: no longer than that.
MEMORY = timedelta(days=365)


def roll(event: Event) -> list[Registration]:
    """Who is expected, by name: whoever has a seat, and on a promotion's training day its mentors of that day.

    A mentor without a seat stands in it with a registration that is not saved yet.
    """
    mentors = roster(event)
    expected = Q(state=Registration.State.CONFIRMED) | Q(person__in=list(mentors))
    rows = list(Registration.objects.filter(expected, event=event).select_related("person"))
    for row in rows:
        row.event = event
    known = {row.person_id for row in rows}
    mode = event.modes[0]
    rows += [
        Registration(event=event, person=mentor, mode=mode, state=Registration.State.WITHDRAWN, sequence=-1)
        for key, mentor in mentors.items()
        if key not in known
    ]
    return in_name_order(rows)


def in_name_order(rows: Iterable[Registration]) -> list[Registration]:
    """As on every list of who is expected."""
    return by_last_name(rows, lambda row: row.person)


def roster(event: Event) -> dict[int, Person]:
    """{key: mentor} of the promotion whose training day this is, as it was that day; nobody for other events."""
    if event.kind != Event.Kind.TRAINING or event.promotion_id is None:
        return {}
    members = Membership.objects.mentors().filter(promotion=event.promotion_id, starts_at__lt=event.ends_at)
    members = members.filter(Q(ends_at=None) | Q(ends_at__gt=event.starts_at)).select_related("person")
    return {member.person_id: member.person for member in members.order_by("pk")}


def by_roster_alone(event: Event, rows: RegistrationQuerySet) -> list[Person]:
    """The mentors whom the roster alone expects, and none of these registrations speaks for."""
    mentors = roster(event)
    spoken = set(rows.filter(event=event, person__in=list(mentors)).values_list("person", flat=True)) if mentors else ()
    return [mentor for key, mentor in mentors.items() if key not in spoken]


@dataclass(frozen=True)
class Memory:
    """How often somebody came, and did not, where a branch noted it in the last twelve months."""

    came: int = 0
    absent: int = 0

    @property
    def noted(self) -> int:
        """How often it was noted."""
        return self.came + self.absent


def remember(people: Iterable[int], event: Event, now: datetime) -> dict[int, Memory]:
    """{person key: memory} of the event's branch before this event, for its own team's eyes; one query."""
    rows = Registration.objects.coming().filter(person__in=people, event__branch=event.branch_id).exclude(event=event)
    rows = rows.filter(event__starts_at__gt=now - MEMORY, event__starts_at__lte=now)
    counted = rows.values("person").annotate(
        came=Count("pk", filter=Q(attendance=Attendance.PRESENT)),
        absent=Count("pk", filter=Q(attendance=Attendance.ABSENT)),
    )
    return {row["person"]: Memory(row["came"], row["absent"]) for row in counted.order_by()}
