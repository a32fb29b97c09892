"""The team archives a promotion's room, and opens it again."""

from datetime import datetime

from community.actions.order import enter_to_moderate
from community.actions.rooms import turn
from community.models import Membership, Room
from hub.actions.notify import notify_all
from hub.acts import UNDO_FOR
from hub.db import require_write, write
from hub.models import Person


def archive_promotion(*, actor: Person, room_id: int, now: datetime) -> None:
    """From now on it is for reading: nobody loses access. Archived already, nothing changes. Raises RoomRefusal."""
    with write():
        room, _topic = enter_to_moderate(actor, room_id, now, archived=True)
        if not room.is_archived:
            turn(room, now, actor=actor, now=now)
            tell_archived(room, actor=actor, now=now)


def tell_archived(room: Room, *, actor: Person, now: datetime) -> None:
    """A step: its members hear of it by mail, once a slip can no longer be undone; nobody where it is open again by then."""
    require_write()
    rows = Membership.objects.current(now).filter(promotion__room=room).exclude(person=actor)
    people = Person.objects.active().filter(pk__in=rows.values("person")).order_by("pk")
    facts: dict[str, str | int] = {"at": now.isoformat()}
    to = [(one, room.pk, None) for one in people]
    notify_all(to=to, kind="promotion.archived", now=now, due_at=now + UNDO_FOR, facts=facts)


def reopen_promotion(*, actor: Person, room_id: int, now: datetime) -> None:
    """Its members write again; open already, nothing changes. Raises RoomRefusal."""
    with write():
        room, _topic = enter_to_moderate(actor, room_id, now, archived=True)
        if room.is_archived:
            turn(room, None, actor=actor, now=now)
