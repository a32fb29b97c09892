"""What somebody has not read yet, counted."""

from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils import timezone

from community.models import Post, Room
from hub.models import Person, Topic


def count_unread(person: Person, rooms: Any) -> dict[int, dict[int, int]]:
    """{room: {discussion: unread posts}} of these rooms; one query."""
    rows = Post.objects.unread_by(person.pk).filter(room__in=rooms).values("room", "discussion")
    counted: dict[int, dict[int, int]] = {}
    for row in rows.annotate(number=Count("pk")).order_by("room", "discussion"):
        counted.setdefault(row["room"], {})[row["discussion"]] = row["number"]
    return counted


def person_state(person_id: int) -> dict[str, Any]:
    """The part of `person:<id>` about rooms (docs/live.md); where a room stands is read before its posts."""
    person = Person.objects.active().filter(pk=person_id).first()
    if person is None:
        return {}
    rooms = rooms_of(person, timezone.now())
    heads = dict(Topic.objects.filter(key__in=[room.key for room in rooms]).values_list("key", "head"))
    counted = count_unread(person, [room.pk for room in rooms])
    return {
        "rooms": {
            str(room.pk): {
                "at": heads.get(room.key, 0),
                "unread": {str(key): number for key, number in counted.get(room.pk, {}).items()},
            }
            for room in rooms
        }
    }


def rooms_of(person: Person, now: datetime) -> list[Room]:
    """The rooms this person may write in, oldest first."""
    return list(Room.objects.visible_to(person, now).open().order_by("pk"))
