"""Announces, takes note of who says that they read it, and reminds the others by mail, once a day at most."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from community.actions.posts import lock_post
from community.actions.rooms import RoomRefusal, Written
from community.audience import to_remind, who_has_seen
from community.models import Acknowledgement, Announcement, Post
from community.policies import may_moderate
from hub.actions.notify import notify_all
from hub.db import require_write, write
from hub.journal import record
from hub.live.log import publish
from hub.models import Person
from hub.quiet import when_awake

PAUSE = timedelta(days=1)


@dataclass(frozen=True)
class NewAnnouncement:
    """Makes a post an announcement; `asks` wants everybody to say that they read it."""

    asks: bool = False
    stands_alone = False

    def facts(self) -> dict[str, Any]:
        """Asking or not are two different things."""
        return {"announcement": self.asks}

    def attach(self, post: Post, *, actor: Person, now: datetime) -> None:
        """A step, under the room's lock; raises RoomRefusal unless they lead the promotion."""
        require_write()
        check_lead(actor, post.room_id, now)
        announcement = Announcement.objects.create(post=post, asks=self.asks)
        record(actor, "announcement.made", announcement)


def check_lead(actor: Person, room_id: int, now: datetime) -> None:
    """Raises RoomRefusal unless this person leads the promotion."""
    if not may_moderate(actor, room_id, now):
        raise RoomRefusal("forbidden", _("Only the référent or a coordinator can make an announcement."))


def lock_announcement(actor: Person, post_id: int, now: datetime) -> Announcement:
    """A step: enters the room and reads the announcement of that post under its lock; raises RoomRefusal."""
    post = lock_post(actor, post_id, now)
    announcement = Announcement.objects.filter(post=post).first() if post.stands else None
    if announcement is None:
        raise RoomRefusal("not_found", _("This announcement does not exist any more."))
    announcement.post = post
    return announcement


def acknowledge(*, actor: Person, post_id: int, now: datetime, wording: str | None = None) -> Written:
    """“I have read it”, once; harmless when repeated. Raises RoomRefusal where nobody asks for it, or `wording` is over.

    A button says with `wording` which words stood beside it.
    """
    with write():
        announcement = lock_announcement(actor, post_id, now)
        if not announcement.asks:
            raise RoomRefusal("not_asked", _("This announcement asks for no answer."))
        if wording is not None and wording != announcement.post.wording:
            raise RoomRefusal("changed", _("The words have changed meanwhile: read them again."))
        return confirm(announcement, actor, now)


def confirm(announcement: Announcement, person: Person, now: datetime) -> Written:
    """A step, under the room's lock: one person has read it, once."""
    require_write()
    key, facts = announcement.post.room.key, {"announcement": announcement, "person": person}
    _said, created = Acknowledgement.objects.get_or_create(**facts, defaults={"at": now})
    if not created:
        return Written(key, target=announcement.post_id)
    event = publish(key, "acknowledge", actor=person, target=announcement.post_id, now=now)
    return Written.as_event(key, event)


def remind(*, actor: Person, post_id: int, now: datetime) -> int:
    """One mail to each who has not seen it, or not said so where that is asked; answers how many.

    At most once in 24 hours, whoever presses; no mail leaves at night. Raises RoomRefusal.
    """
    with write():
        announcement = lock_announcement(actor, post_id, now)
        check_lead(actor, announcement.post.room_id, now)
        last = announcement.reminded_at
        if last is not None and now < last + PAUSE:
            raise RoomRefusal("too_soon", _("A reminder has left already: the next one is possible a day later."))
        people = to_remind(announcement, who_has_seen([announcement], now)[announcement.pk])
        if not people:
            return 0
        announcement.reminded_at = now
        announcement.save(update_fields=["reminded_at"])
        due = when_awake(now, announcement.post.room.branch.zone)
        key = f"community.reminder:{announcement.pk}"
        to = [(person, announcement.pk, f"{key}:{person.pk}:{now.isoformat()}") for person in people]
        notify_all(to=to, kind="community.reminder", now=now, due_at=due)
        record(actor, "announcement.reminded", announcement, people=len(people))
    return len(people)
