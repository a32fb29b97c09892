"""Whose rooms are open to whom: what the community's own owners of rooms say, for one person and for many at once."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from community.models import Membership, Promotion, Room
from hub.models import Person
from hub.parts import parts
from hub.policies import team_among


def of_promotions(person: Any, now: datetime) -> QuerySet[Any, Any]:
    """The keys of the rooms of the promotions that one sees."""
    return Promotion.objects.visible_to(person, now).values("room")


def memberships_of(people: Iterable[int], now: datetime) -> QuerySet[Membership]:
    """By which these read a room now; whoever has one needs no other right."""
    return Membership.objects.current(now).filter(person__in=people)


def asked_alone(people: Iterable[Person], now: datetime) -> set[int]:
    """Those of these people who may read more rooms than those of their memberships: the staff, and everybody as soon as
    an app declares another owner of rooms.
    """
    some = list(people)
    if len(parts("room_owners")) > 1:
        return {person.pk for person in some}
    return team_among(some, on=timezone.localdate(now))


def rooms_of_members(people: Collection[int], now: datetime) -> dict[int, list[Room]]:
    """The rooms in which these members may write, oldest first, who have no other rooms; one query."""
    rows = memberships_of(people, now).filter(promotion__room__archived_at=None).order_by("promotion__room")
    found: dict[int, dict[int, Room]] = {pk: {} for pk in people}
    for row in rows.select_related("promotion__room"):
        found[row.person_id][row.promotion.room_id] = row.promotion.room
    return {pk: list(rooms.values()) for pk, rooms in found.items()}
