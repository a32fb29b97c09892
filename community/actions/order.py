"""Keeps order in a room: what is pinned, and which discussions are closed."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.actions.rooms import RoomRefusal, Written, enter_to_write
from community.models import Discussion, Post, Room
from community.policies import may_moderate
from hub.db import require_write, write
from hub.journal import record
from hub.live.log import append
from hub.models import Person, Topic

MOST_PINS = 5


def enter_to_moderate(actor: Person, room_id: int, now: datetime, *, archived: bool = False) -> tuple[Room, Topic]:
    """A step: as `enter_to_write`, for those who keep order in the room; raises RoomRefusal `forbidden` for others."""
    require_write()
    room, topic = enter_to_write(actor, room_id, now, archived=archived)
    if not may_moderate(actor, room_id, now):
        raise RoomRefusal("forbidden", _("Only the référents and the team of the branch can do this."))
    return room, topic


def enter_for_post(actor: Person, post_id: int, now: datetime, *, archived: bool = False) -> tuple[Post, Topic]:
    """A step: the post as it stands under the lock, for those who keep order in its room; raises RoomRefusal."""
    room_id = Post.objects.filter(pk=post_id).values_list("room", flat=True).first()
    _room, topic = enter_to_moderate(actor, room_id or 0, now, archived=archived)
    return Post.objects.select_related("room", "discussion", "author").get(pk=post_id), topic


def enter_for_discussion(actor: Person, discussion_id: int, now: datetime) -> tuple[Discussion, Topic]:
    """A step: the same for a discussion."""
    room_id = Discussion.objects.filter(pk=discussion_id).values_list("room", flat=True).first()
    _room, topic = enter_to_moderate(actor, room_id or 0, now)
    return Discussion.objects.get(pk=discussion_id), topic


def pin_post(*, actor: Person, post_id: int, now: datetime) -> Written:
    """Puts a message on top of the room, with at most four others; there already, nothing changes."""
    with write():
        post, topic = enter_for_post(actor, post_id, now)
        if post.pinned_at is not None:
            return Written(topic.key, target=post.pk)
        if not post.stands:
            raise RoomRefusal("deleted", _("This message is no longer shown."))
        if Post.objects.pinned().filter(room=post.room_id).count() >= MOST_PINS:
            message = _("At most %(most)s messages are pinned. Please unpin one first.")
            raise RoomRefusal("pins", message % {"most": MOST_PINS})
        return set_pin(post, topic, actor=actor, pinned_at=now, now=now)


def unpin_post(*, actor: Person, post_id: int, now: datetime) -> Written:
    """Takes it off the top; not there, nothing changes."""
    with write():
        post, topic = enter_for_post(actor, post_id, now)
        if post.pinned_at is None:
            return Written(topic.key, target=post.pk)
        return set_pin(post, topic, actor=actor, pinned_at=None, now=now)


def set_pin(post: Post, topic: Topic, *, actor: Person, pinned_at: datetime | None, now: datetime) -> Written:
    """A step, under the room's lock."""
    require_write()
    post.pinned_at = pinned_at
    post.save(update_fields=["pinned_at"])
    kind = "unpin" if pinned_at is None else "pin"
    record(actor, f"post.{kind}", post)
    return Written.as_event(topic.key, append(topic, kind, actor=actor, target=post.pk, now=now))


def pin_discussion(*, actor: Person, discussion_id: int, pinned: bool, now: datetime) -> Written:
    """First in the list, or in its place again; so already, nothing changes."""
    with write():
        discussion, topic = enter_for_discussion(actor, discussion_id, now)
        if discussion.pinned == pinned:
            return Written(topic.key, target=discussion.pk)
        discussion.pinned = pinned
        discussion.save(update_fields=["pinned"])
        record(actor, "discussion.pin" if pinned else "discussion.unpin", discussion)
        event = append(topic, "discussion.edit", actor=actor, target=discussion.pk, now=now)
        return Written.as_event(topic.key, event)


def lock_discussion(*, actor: Person, discussion_id: int, now: datetime) -> Written:
    """From now on it is for reading, whatever is on its way; locked already, it stays whose lock it is."""
    with write():
        discussion, topic = enter_for_discussion(actor, discussion_id, now)
        if discussion.is_locked:
            return Written(topic.key, target=discussion.pk)
        discussion.locked_at, discussion.locked_by = now, actor
        return keep_lock(discussion, topic, "lock", actor=actor, now=now)


def unlock_discussion(*, actor: Person, discussion_id: int, now: datetime) -> Written:
    """Everybody may write again; open already, nothing changes."""
    with write():
        discussion, topic = enter_for_discussion(actor, discussion_id, now)
        if not discussion.is_locked:
            return Written(topic.key, target=discussion.pk)
        discussion.locked_at, discussion.locked_by = None, None
        return keep_lock(discussion, topic, "unlock", actor=actor, now=now)


def keep_lock(discussion: Discussion, topic: Topic, kind: str, *, actor: Person, now: datetime) -> Written:
    """A step, under the room's lock."""
    require_write()
    discussion.save(update_fields=["locked_at", "locked_by"])
    record(actor, f"discussion.{kind}", discussion)
    return Written.as_event(topic.key, append(topic, kind, actor=actor, target=discussion.pk, now=now))
