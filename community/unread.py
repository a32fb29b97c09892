"""What somebody has not read yet, counted."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.utils import timezone

from community.models import Post, Room
from community.room_owners import asked_alone, rooms_of_members
from hub.models import Person, Topic


def count_unread(person: Person, rooms: Any) -> dict[int, dict[int, int]]:
    """{room: {discussion: unread posts}} of these rooms; one query."""
    rows = Post.objects.unread_by(person.pk).filter(room__in=rooms).values("room", "discussion")
    counted: dict[int, dict[int, int]] = {}
    for row in rows.annotate(number=Count("pk")).order_by("room", "discussion"):
        counted.setdefault(row["room"], {})[row["discussion"]] = row["number"]
    return counted


def count_unread_of(people: Iterable[int]) -> dict[int, dict[int, dict[int, int]]]:
    """{person: {room: {discussion: unread posts}}} in the rooms of the promotions that each was ever in; one query."""
    rows = Post.objects.unread_by_members(people).values_list("reader", "room", "discussion")
    counted: dict[int, dict[int, dict[int, int]]] = {}
    # Somebody may have two roles in one promotion.
    for person, room, discussion, number in rows.annotate(number=Count("pk", distinct=True)).order_by("reader", "room"):
        counted.setdefault(person, {}).setdefault(room, {})[discussion] = number
    return counted


def person_states(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The part of `person:<id>` about rooms (docs/live.md); where a room stands is read before its posts.

    After a restart hundreds are asked for at once: five queries for all members, and some for each of the staff.
    """
    now = timezone.now()
    people = Person.objects.active().in_bulk(set(ids))
    alone = asked_alone(people.values(), now)
    rooms = rooms_of_members(people.keys() - alone, now)
    rooms |= {pk: list(Room.objects.visible_to(people[pk], now).open().order_by("pk")) for pk in alone}
    keys = {room.key for some in rooms.values() for room in some}
    heads = dict(Topic.objects.filter(key__in=keys).values_list("key", "head"))
    unread = count_unread_of(people.keys() - alone)
    unread |= {pk: count_unread(people[pk], [room.pk for room in rooms[pk]]) for pk in alone}
    return {pk: {"rooms": state_of(rooms[pk], heads, unread.get(pk, {}))} for pk in people}


def state_of(rooms: Iterable[Room], heads: dict[str, int], unread: dict[int, dict[int, int]]) -> dict[str, Any]:
    """What one has not read in each of these, as of event `at`."""
    return {
        str(room.pk): {
            "at": heads.get(room.key, 0),
            "unread": {str(key): number for key, number in unread.get(room.pk, {}).items()},
        }
        for room in rooms
    }
