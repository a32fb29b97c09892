"""Rooms: how one comes to be, how an action enters one, how it ends."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.models import Discussion, Membership, Room
from community.policies import may_write_in
from community.room_owners import host_of
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.limits import pace
from hub.live.log import lock_topic, publish
from hub.models import Branch, LogEvent, Person, Topic
from hub.prepared import Blank, Literal, Prepared

WRITES_PER_SECOND, BURST = 5, 20
MANY_AT_ONCE = gettext_lazy("Many messages at once: please wait a moment.")
OF_MEMBER = Prepared(
    lambda: Room.objects.filter(
        pk=Blank("room"),
        promotion__in=Membership.objects.current(Blank("now")).filter(person=Blank("person")).values("promotion"),
    )
)

FIRST = Prepared(lambda: Discussion.objects.filter(room=Blank("room"), title=Literal("")))
NAMED = Prepared(lambda: Discussion.objects.filter(room=Blank("room"), pk=Blank("pk")))


class RoomRefusal(Refusal):
    """This room does not take this from this person."""


@dataclass(frozen=True)
class Written:
    """Where a write stands in the log; no event where nothing had to change."""

    topic: str
    seq: int | None = None
    h: str = ""
    target: int = 0
    duplicate: bool = False

    @classmethod
    def as_event(cls, topic: str, event: LogEvent) -> "Written":
        """The answer to a write that appended this event."""
        return cls(topic, event.seq, event.h, event.target)

    def stored(self) -> dict[str, Any]:
        """What is kept for a repeat."""
        return {"topic": self.topic, "seq": self.seq, "h": self.h, "target": self.target}


def found_room(*, branch: Branch, now: datetime) -> Room:
    """A step: a room that this branch looks after, with its first discussion and its topic."""
    require_write()
    room = Room.objects.create(branch=branch, created_at=now)
    Discussion.objects.create(room=room, title="", opened_by=None, created_at=now)
    lock_topic(room.key)
    return room


def enter_to_write(person: Person, room_id: int, now: datetime, *, archived: bool = False) -> tuple[Room, Topic]:
    """A step: takes a token, locks the room's topic, then reads right and state under the lock; answers both rows.

    The right is asked for as of the moment the lock is had: somebody who is removed while they wait for it has come
    with an earlier `now`, and would write after the event that ended their right.
    Raises TooMany, or RoomRefusal: `not_found` for whoever may not read the room, `archived` unless that is fine.
    """
    topic = lock_to_write(person, room_id, now)
    return room_to_write(person, room_id, now, archived=archived), topic


def lock_to_write(person: Person, room_id: int, now: datetime) -> Topic:
    """A step: takes a token and locks the room's topic; nothing is known of rights yet. Raises TooMany."""
    take_token(person, now)
    return lock_topic(f"room:{room_id}")


def take_token(person: Person, now: datetime) -> None:
    """A step: one of the tokens for whatever this person writes; until commit nothing else of theirs takes one. Raises TooMany."""
    require_write()
    pace(f"write:{person.pk}", rate=WRITES_PER_SECOND, burst=BURST, now=now, message=MANY_AT_ONCE)


def room_to_write(person: Person, room_id: int, now: datetime, *, archived: bool = False) -> Room:
    """A step: the room, if this person may write in it at this very moment; raises RoomRefusal."""
    require_write()
    room = find_room(person, room_id, max(now, timezone.now()))
    if room is None:
        raise RoomRefusal("not_found", _("This page does not exist, or is not open to you."))
    if not (archived or may_write_in(room)):
        raise RoomRefusal("archived", str(host_of(room.pk).words["ended"]))
    return room


def find_room(person: Person, room_id: int, now: datetime) -> Room | None:
    """The room, if it is open to this person; members, who need no other right, are asked about first."""
    room = OF_MEMBER.first(person=person.pk, room=room_id, now=now)
    return room or Room.objects.visible_to(person, now).filter(pk=room_id).first()


def find_discussion(room: Room, discussion_id: int | None) -> Discussion:
    """That discussion of the room, its first one when none is named; raises RoomRefusal."""
    named = FIRST.first(room=room.pk) if discussion_id is None else NAMED.first(room=room.pk, pk=discussion_id)
    if named is None:
        raise RoomRefusal("no_discussion", _("This discussion does not exist any more."))
    return named


def archive_room(*, actor: Person | None, room_id: int, now: datetime) -> None:
    """From now on the room is for reading; harmless when it is so already."""
    with write():
        lock_topic(f"room:{room_id}")
        room = Room.objects.get(pk=room_id)
        if not room.is_archived:
            turn(room, now, actor=actor, now=now)


def turn(room: Room, archived_at: datetime | None, *, actor: Person | None, now: datetime) -> None:
    """A step, under the room's lock: archived or open again; journal and log are told."""
    require_write()
    room.archived_at = archived_at
    room.save(update_fields=["archived_at"])
    record(actor, "room.opened" if archived_at is None else "room.archived", room)
    publish(room.key, "phase", actor=actor, target=room.pk, now=now)
