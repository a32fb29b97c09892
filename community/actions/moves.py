"""Moves messages to another discussion of their room; what each person has read of them, and has not, stays so."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Max, Q
from django.utils.translation import gettext as _

from community.actions.order import enter_to_moderate
from community.actions.rooms import RoomRefusal, Written, find_discussion
from community.actions.warn import count, warn
from community.latest_moves import latest_move
from community.models import Carried, Discussion, Post, Read, Room, room_owners
from community.passages import Passage, read_passage
from community.room_owners import readers_of
from community.text import clean_title
from hub.db import require_write, write
from hub.journal import record
from hub.live.commands import check_cid, digest, recall, remember
from hub.live.log import append, publish_state
from hub.models import Person, Topic
from hub.person_topic import PersonTopic

MOST_MOVED = 200


@dataclass(frozen=True)
class Move:
    """What goes where, as the team has seen it before saying yes."""

    post_id: int
    which: str
    # The discussion it stood in, and the number of the last message there.
    source_id: int
    until: int
    # A discussion of the room, or the title of a new one.
    target_id: int | None = None
    title: str = ""


def move_posts(*, actor: Person, move: Move, cid: str, now: datetime, sure: bool = False) -> Written:
    """Answers where the first of them stands; there already, nothing changes, and the same `cid` moves once.

    Raises TextRefusal, GuardRefusal unless `sure`, CommandRefusal, TooMany or RoomRefusal.
    """
    check_cid(cid)
    title = "" if move.target_id else clean_title(move.title)
    room_id = Post.objects.filter(pk=move.post_id).values_list("room", flat=True).first() or 0
    told = warn([title], actor=actor, room_id=room_id, sure=sure, now=now) if title else False
    wanted = digest("move", room=room_id, **asdict(move))
    with write():
        people = lock_readers(room_id, now)
        room, topic = enter_to_moderate(actor, room_id, now)
        known = recall(actor, cid, wanted)
        if known is not None:
            return Written(**known, duplicate=True)
        post = Post.objects.select_related("discussion").get(pk=move.post_id)
        if move.target_id == post.discussion_id:
            return Written(topic.key, target=post.pk)
        posts = passage_of(post, move)
        target = target_of(room, topic, move.target_id, title, actor=actor, now=now)
        written = carry(posts, post.discussion, target, topic, people, actor=actor, now=now)
        count(room.pk, now, sent_anyway=told)
        remember(actor, cid, wanted, written.stored(), now=now)
    return written


def move_back(*, actor: Person, room_id: int, number: int, now: datetime) -> Written:
    """Puts back what one has just moved, told by the number of its first event; back already, nothing changes.

    Raises TooMany or RoomRefusal.
    """
    with write():
        people = lock_readers(room_id, now)
        _room, topic = enter_to_moderate(actor, room_id, now)
        moved = latest_move(actor.pk, topic.key, now)
        if moved is not None and moved.is_back:
            return Written(topic.key, target=moved.posts[0].pk)
        if moved is None or moved.number != number or moved.source is None:
            message = _("What you have moved can be put back for ten minutes, as long as nothing of it is moved again.")
            raise RoomRefusal("late", message)
        return carry(moved.posts, moved.target, moved.source, topic, people, actor=actor, now=now, back=True)


def lock_readers(room_id: int, now: datetime) -> list[int]:
    """A step, before the room's topic: its owner, then everybody who reads the room, by key; answers their keys.

    Nobody reads on meanwhile, and whoever hears of a right of theirs waits for these locks too. They let others' posts
    through, which point to their author.
    """
    require_write()
    for owner in room_owners():
        rows: Any = owner.model._default_manager.select_for_update(no_key=True, of=("self",)).filter(room=room_id)
        if rows.first() is not None:
            break
    else:
        return []
    once = Read.objects.filter(discussion__room=room_id).values("person")
    people = Person.objects.filter(Q(pk__in=once) | Q(pk__in=readers_of(Room.objects.get(pk=room_id), now)))
    return list(people.locked().order_by("pk").values_list("pk", flat=True))


def passage_of(post: Post, move: Move) -> list[Post]:
    """The messages as they were shown before; raises RoomRefusal where they are not there any more, or too many."""
    if post.discussion_id != move.source_id or move.which not in Passage:
        raise RoomRefusal("moved", _("These messages have been moved meanwhile. Please look where they are now."))
    posts = read_passage(post, move.which, until=move.until)
    if len(posts) > MOST_MOVED:
        message = _("At most %(most)s messages are moved at once. Please begin further down.")
        raise RoomRefusal("many", message % {"most": MOST_MOVED})
    return posts


def target_of(
    room: Room, topic: Topic, target_id: int | None, title: str, *, actor: Person, now: datetime
) -> Discussion:
    """A step, under the room's lock: that discussion, or a new one with its line in the log; raises RoomRefusal."""
    require_write()
    if target_id:
        return find_discussion(room, target_id)
    target = Discussion.objects.create(room=room, title=title, opened_by=actor, created_at=now)
    append(topic, "discussion.add", actor=actor, target=target.pk, now=now)
    return target


def carry(
    posts: Sequence[Post],
    source: Discussion,
    target: Discussion,
    topic: Topic,
    people: Sequence[int],
    *,
    actor: Person,
    now: datetime,
    back: bool = False,
) -> Written:
    """A step, under the locks of these people and of the room: the messages keep their numbers, and so their order.

    Those that go `back` are said to come from where they stand: no page says then that they are elsewhere.
    """
    require_write()
    keep_reading(posts, source, target)
    keys = [post.pk for post in posts]
    came_from = target if back else source
    Post.objects.filter(pk__in=keys).update(discussion=target, moved_from=came_from, rev=F("rev") + 1)
    for one in (source, target):
        newest = Post.objects.filter(discussion=one).aggregate(seq=Max("seq"))["seq"]
        Discussion.objects.filter(pk=one.pk).update(last_seq=newest or 0)
    record(
        actor, "post.move_back" if back else "post.move", posts[0], left=source.pk, joined=target.pk, number=len(posts)
    )
    events = [append(topic, "move", actor=actor, target=key, now=now) for key in keys]
    for key in sorted(PersonTopic.key(person) for person in people):
        publish_state(key)
    return Written.as_event(topic.key, events[0])


def keep_reading(posts: Sequence[Post], source: Discussion, target: Discussion) -> None:
    """A step, before they go: what each has read stays read, and nothing else comes to be.

    In a new discussion everybody's place is the one they had where it came from. In one that is there already, theirs
    stays, and what was moved is kept by itself wherever that place would say something else.
    """
    require_write()
    rows = list(Read.objects.filter(discussion__in=(source, target)))
    old = {row.person_id: row.seq for row in rows if row.discussion_id == source.pk}
    new = {row.person_id: row.seq for row in rows if row.discussion_id == target.pk}
    if target.last_seq == 0 and not new:
        Read.objects.bulk_create(
            Read(person_id=row.person_id, discussion=target, seq=row.seq, at=row.at) for row in rows
        )
        new = dict(old)
    before = Carried.objects.filter(post__in=posts)
    told = {(row.person_id, row.post_id): row.unread for row in before}
    before.delete()
    kept = []
    for person in sorted({*old, *new, *(key for key, _post in told)}):
        for post in posts:
            unread = told.get((person, post.pk), person not in old or post.seq > old[person])
            if unread != (person not in new or post.seq > new[person]):
                kept.append(Carried(person_id=person, post=post, unread=unread))
    Carried.objects.bulk_create(kept)
