"""Opens and renames discussions."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.actions.posts import append_post
from community.actions.rooms import RoomRefusal, Written, enter_to_write, lock_to_write, room_to_write
from community.actions.warn import count, warn
from community.models import Discussion
from community.policies import may_moderate, may_rename
from community.text import clean, clean_title, render
from hub.db import write
from hub.journal import record
from hub.live.commands import check_cid, digest, recall, remember
from hub.live.log import append
from hub.models import Person


def open_discussion(
    *, actor: Person, room_id: int, title: str, body: str, cid: str, now: datetime, sure: bool = False
) -> Written:
    """A subject with its first message; answers where that message stands.

    Raises TextRefusal, GuardRefusal unless `sure`, CommandRefusal, TooMany or RoomRefusal.
    """
    check_cid(cid)
    title, body = clean_title(title), clean(body)
    html = render(body)
    told = warn([title, body], actor=actor, room_id=room_id, sure=sure, now=now)
    wanted = digest("discussion", room=room_id, title=title, body=body)
    with write():
        room, topic = enter_to_write(actor, room_id, now)
        known = recall(actor, cid, wanted)
        if known is not None:
            return Written(**known, duplicate=True)
        discussion = Discussion.objects.create(room=room, title=title, opened_by=actor, created_at=now)
        append(topic, "discussion.add", actor=actor, target=discussion.pk, now=now)
        written = append_post(actor, topic, discussion, body=body, html=html, now=now)
        count(room.pk, now, sent_anyway=told)
        remember(actor, cid, wanted, written.stored(), now=now)
    return written


def rename_discussion(*, actor: Person, discussion_id: int, title: str, now: datetime, sure: bool = False) -> Written:
    """Another title, which the journal notes without its words; the same again changes nothing.

    By whoever opened it, and in an archived room too by those who keep order: a title may name a young person as a
    message does. Raises TextRefusal, GuardRefusal unless `sure`, TooMany or RoomRefusal.
    """
    title = clean_title(title)
    room_id = Discussion.objects.filter(pk=discussion_id).values_list("room", flat=True).first() or 0
    told = warn([title], actor=actor, room_id=room_id, sure=sure, now=now)
    with write():
        topic = lock_to_write(actor, room_id, now)
        moderates = may_moderate(actor, room_id, now)
        room = room_to_write(actor, room_id, now, archived=moderates)
        discussion = Discussion.objects.get(pk=discussion_id)
        if not may_rename(actor, discussion, room, moderates=moderates):
            message = _(
                "Only the person who opened a discussion, the référents and the team of the branch can rename it."
            )
            raise RoomRefusal("not_yours", message)
        if discussion.title == title:
            return Written(room.key, target=discussion.pk)
        count(room_id, now, sent_anyway=told)
        discussion.title = title
        discussion.save(update_fields=["title"])
        record(actor, "discussion.rename", discussion)
        return Written.as_event(room.key, append(topic, "discussion.edit", actor=actor, target=discussion.pk, now=now))
