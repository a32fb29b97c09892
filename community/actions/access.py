"""Says in a room's log who may read it from now on, and who no longer may."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from community.models import Room
from community.policies import may_read
from hub.db import require_write
from hub.live.log import lock_topic, publish, publish_state
from hub.live.topics import MEMBER_ADD, MEMBER_DEL
from hub.models import Person, Role
from hub.person_topic import PersonTopic
from hub.policies import TEAM_ROLES


def tell_room(room: Room, person: Person, *, begins: bool, actor: Person | None, now: datetime) -> None:
    """A step, after a role has begun or ended: appends the change of right, if there is one.

    Somebody who loses one of two roles that open the room keeps the right, so nothing is said. Whether another role is
    left is asked as of the moment the lock is had: it may have ended while this step, with an earlier `now`, waited.
    """
    require_write()
    lock_topic(room.key)
    if may_read(person, room.pk, now if begins else max(now, timezone.now())) == begins:
        publish(room.key, MEMBER_ADD if begins else MEMBER_DEL, actor=actor, target=person.pk, now=now)
        publish_state(PersonTopic.key(person.pk))


def lock_rooms(keys: Iterable[int]) -> None:
    """A step, before the first of several rooms is told something: all of them, in the one order in which all lock them.

    Whoever is named there hears of it on a topic of their own, so that telling room by room is no order by itself.
    """
    require_write()
    for key in sorted(set(keys)):
        lock_topic(f"room:{key}")


def rooms_of_role(role: Role) -> list[Room]:
    """A step: the rooms that a role of staff opens, locked."""
    if role.kind not in TEAM_ROLES:
        return []
    rooms = Room.objects.order_by("pk")
    opened = list(rooms if role.branch_id is None else rooms.filter(branch=role.branch_id))
    lock_rooms(one.pk for one in opened)
    return opened


def role_granted(*, role: Role, actor: Person | None, now: datetime) -> None:
    """Staff of a branch may read its rooms."""
    for room in rooms_of_role(role):
        tell_room(room, role.person, begins=True, actor=actor, now=now)


def role_ended(*, role: Role, actor: Person | None, now: datetime) -> None:
    """And no longer, once their role has ended."""
    for room in rooms_of_role(role):
        tell_room(room, role.person, begins=False, actor=actor, now=now)
