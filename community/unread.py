"""What somebody has not read yet, counted."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.utils import timezone

from community.models import Post, Room, room_owners
from community.room_owners import rooms_of_members
from hub.models import Person, Topic
from hub.policies import team_among


def count_unread(person: Person, rooms: Any) -> dict[int, dict[int, int]]:
    """{room: {discussion: unread posts}} of these rooms; one query."""
    rows = Post.objects.unread_by(person.pk).filter(room__in=rooms).values("room", "discussion")
    counted: dict[int, dict[int, int]] = {}
    for row in rows.annotate(number=Count("pk")).order_by("room", "discussion"):
        counted.setdefault(row["room"], {})[row["discussion"]] = row["number"]
    return counted


def count_unread_of(people: Iterable[int], past: str) -> dict[int, dict[int, dict[int, int]]]:
    """{person: {room: {discussion: unread posts}}} in the rooms to whose owners, of the kind that `past` leads through, each
    ever belonged; one query.
    """
    rows = Post.objects.unread_by_members(people, past).values_list("reader", "room", "discussion")
    counted: dict[int, dict[int, dict[int, int]]] = {}
    # Somebody may have two roles in one promotion.
    for person, room, discussion, number in rows.annotate(number=Count("pk", distinct=True)).order_by("reader", "room"):
        counted.setdefault(person, {}).setdefault(room, {})[discussion] = number
    return counted


def person_states(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The part of `person:<id>` about rooms (docs/live.md); where a room stands is read before its posts.

    After a restart hundreds are asked for at once: a few queries for all members, and some for each of the staff.
    """
    now = timezone.now()
    people = Person.objects.active().in_bulk(set(ids))
    alone = team_among(people.values(), on=timezone.localdate(now))
    owned = [(owner.past, rooms_of_members(owner, people.keys() - alone, now)) for owner in room_owners()]
    rooms: dict[int, set[int]] = {pk: set() for pk in people}
    for pk in alone:
        rooms[pk] = set(Room.objects.visible_to(people[pk], now).open().values_list("pk", flat=True))
    for _past, found in owned:
        for pk, some in found.items():
            rooms[pk] |= some
    keys = {f"room:{room}" for some in rooms.values() for room in some}
    heads = dict(Topic.objects.filter(key__in=keys).values_list("key", "head"))
    unread = {pk: count_unread(people[pk], rooms[pk]) for pk in alone}
    for past, found in owned:
        for pk, counted in count_unread_of(found, past).items() if found else ():
            unread.setdefault(pk, {}).update(counted)
    return {pk: {"rooms": state_of(sorted(rooms[pk]), heads, unread.get(pk, {}))} for pk in people}


def state_of(rooms: Iterable[int], heads: dict[str, int], unread: dict[int, dict[int, int]]) -> dict[str, Any]:
    """What one has not read in each of these, as of event `at`."""
    return {
        str(room): {
            "at": heads.get(f"room:{room}", 0),
            "unread": {str(key): number for key, number in unread.get(room, {}).items()},
        }
        for room in rooms
    }
