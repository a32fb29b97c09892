"""The team archives a promotion's room, and opens it again."""

from datetime import datetime

from community.actions.order import enter_to_moderate
from community.actions.rooms import turn
from hub.db import write
from hub.models import Person


def archive_promotion(*, actor: Person, room_id: int, now: datetime) -> None:
    """From now on it is for reading: nobody loses access. Archived already, nothing changes. Raises RoomRefusal."""
    with write():
        room, _topic = enter_to_moderate(actor, room_id, now, archived=True)
        if not room.is_archived:
            turn(room, now, actor=actor, now=now)


def reopen_promotion(*, actor: Person, room_id: int, now: datetime) -> None:
    """Its members write again; open already, nothing changes. Raises RoomRefusal."""
    with write():
        room, _topic = enter_to_moderate(actor, room_id, now, archived=True)
        if room.is_archived:
            turn(room, None, actor=actor, now=now)
