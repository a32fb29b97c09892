"""What a new message stands on, read at once: the room, the discussion, and what its event will say beside its words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db.models import F, Q, Subquery
from django.utils import timezone

from community.actions.rooms import room_to_write
from community.models import Discussion, Post, Room, room_owners
from community.models.promotions import begun_and_not_ended
from community.policies import may_write_in
from community.topics import LOOKING_AFTER, post_payload
from hub.live.encode import Said
from hub.models import Command, LogEvent, Person, Topic
from hub.policies import team_branches
from hub.prepared import Blank, Literal, Prepared


@dataclass(frozen=True)
class Ground:
    """The room under its lock; where it was read at once the rest is known too."""

    room: Room
    discussion: Discussion | None = None
    # Whether this command was certainly not carried out before.
    is_fresh: bool = False
    role: str | None = None
    before: str | None = None

    def said(self, post: Post) -> Said | None:
        """What the event of this post says, unless others' words stand in it or it was not read at once."""
        if self.before is None or post.quote_id:
            return None
        badges = {post.author_id: self.role} if post.author_id and self.role else {}
        return Said(post_payload(post, badges), self.before)


ROSTER = "room__promotion__memberships__"


def of_members() -> Q:
    """Discussions of the room of a promotion to which the person belongs; by a join that finds their roles too."""
    return begun_and_not_ended(Blank("now"), ROSTER) & Q(**{f"{ROSTER}person": Blank("person")})


def of_others() -> Q:
    """Of any room that is open to them, as `Room.visible_to` says it of all but administrators."""
    now = cast("datetime", Blank("now"))
    mine = Q(room__branch__in=team_branches(Blank("person"), on=cast("date", Blank("on"))))
    for owner in room_owners():
        mine |= Q(room__in=owner.belonging(now).filter(person=Blank("person")).values(owner.room))
    return mine


def prepared(mine: Callable[[], Q], role: Any, **which: Any) -> Prepared[Discussion]:
    """The discussion with all that is asked beside it, once for each current role of the person there."""
    done = Command.objects.filter(scope=Blank("person"), cid=Blank("cid"))
    last = LogEvent.objects.filter(topic=Blank("topic"), seq=Blank("head"))
    return Prepared(
        lambda: (
            Discussion.objects.filter(mine(), room=Blank("room"), **which)
            .select_related("room")
            .annotate(role=role, done=Subquery(done.values("pk")[:1]), last=Subquery(last.values("uuid")[:1]))
        )
    )


WAYS = [(of_members, F(f"{ROSTER}role")), (of_others, Literal(""))]
FIRST = [prepared(*way, title=Literal("")) for way in WAYS]
NAMED = [prepared(*way, pk=Blank("discussion")) for way in WAYS]


def find_ground(
    person: Person, topic: Topic, room_id: int, *, cid: str, discussion_id: int | None, now: datetime
) -> Ground:
    """A step, under the room's lock, with the right as of this moment: one question for members, two for holders of
    a seat and the team, the whole rule for whoever is left.

    Raises RoomRefusal, as `room_to_write`.
    """
    facts: dict[str, Any] = {"room": room_id, "person": person.pk, "cid": cid, "topic": topic.pk, "head": topic.head}
    facts["now"] = max(now, timezone.now())
    facts |= {"on": timezone.localdate(facts["now"]), "discussion": discussion_id}
    ways = FIRST if discussion_id is None else NAMED
    rows: Any = next(filter(None, (way.all(**facts) for way in ways)), None)
    if not rows or not may_write_in(rows[0].room):
        return Ground(room_to_write(person, room_id, now))
    found, roles = rows[0], {one.role for one in rows}
    role = next((one for one in LOOKING_AFTER if one in roles), None)
    before = found.last.hex[:8] if found.last else ""
    return Ground(found.room, found, is_fresh=found.done is None, role=role, before=before)
