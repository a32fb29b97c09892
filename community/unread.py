"""What somebody has not read yet, counted."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.db.models import CharField, Count, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from community.models import Post, Room, room_owners
from community.room_owners import rooms_of_members, rooms_of_team
from hub.models import Person, Topic
from hub.policies import branches_among

KEY = Concat(Value("room:"), Cast(OuterRef("room"), CharField()))
# From a room to whoever of the team ever looked after its branch.
TEAM = "branch__roles__person"
HEAD = Subquery(Topic.objects.filter(key=KEY).values("head"))


def count_unread(person: Person, rooms: Any) -> dict[int, dict[int, int]]:
    """{room: {discussion: unread posts}} of these rooms; one query."""
    rows = Post.objects.unread_by(person.pk).filter(room__in=rooms).values("room", "discussion")
    counted: dict[int, dict[int, int]] = {}
    for row in rows.annotate(number=Count("pk")).order_by("room", "discussion"):
        counted.setdefault(row["room"], {})[row["discussion"]] = row["number"]
    return counted


def rows_with_heads(posts: Any) -> Any:
    """(reader, room, discussion, unread posts, where the room's log stands) of these posts; one query, so all of one moment."""
    rows = posts.values_list("reader", "room", "discussion")
    # Somebody may have two roles in one promotion.
    return rows.annotate(number=Count("pk", distinct=True), head=HEAD).order_by("reader", "room", "discussion")


def person_states(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The part of `person:<id>` about rooms (docs/live.md): of each, what is unread, and as of which of its events.

    Where something is unread both are read at once: a message that comes meanwhile would be counted here and by whoever
    adds what is heard after that event. Where nothing is, the event is read first.

    After a restart hundreds are asked for at once: a few queries for all of them, and one more for each who looks after
    every branch.
    """
    now = timezone.now()
    people = Person.objects.active().in_bulk(set(ids))
    team = branches_among(people.values(), on=timezone.localdate(now))
    everywhere = {pk for pk, branches in team.items() if branches is None}
    read = [(owner.past, rooms_of_members(owner, people.keys() - everywhere, now)) for owner in room_owners()]
    looked_after = rooms_of_team(team) if team else {}
    read.append((TEAM, {pk: some for pk, some in looked_after.items() if pk not in everywhere}))
    rooms: dict[int, set[int]] = {pk: looked_after.get(pk, set()) for pk in people}
    for _past, found in read:
        for pk, some in found.items():
            rooms[pk] |= some
    keys = {f"room:{room}" for some in rooms.values() for room in some}
    heads = dict(Topic.objects.filter(key__in=keys).values_list("key", "head"))
    posts = Post.objects.filter(room__in=Room.objects.open())
    asked = [posts.unread_by(pk) for pk in everywhere]
    asked += [posts.unread_by_members(found, past) for past, found in read if found]
    states: dict[int, dict[str, dict[str, Any]]] = {
        pk: {str(room): {"at": heads.get(f"room:{room}", 0), "unread": {}} for room in sorted(rooms[pk])}
        for pk in people
    }
    for person, room, discussion, number, head in chain.from_iterable(rows_with_heads(unread) for unread in asked):
        state = states[person].get(str(room))
        if state is not None:
            state["at"] = head
            state["unread"][str(discussion)] = number
    return {pk: {"rooms": state} for pk, state in states.items()}
