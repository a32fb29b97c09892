"""Gives and takes back the four words under a post."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.actions.posts import lock_post
from community.actions.rooms import RoomRefusal, Written
from community.models import Post, Reaction
from hub.db import require_write, write
from hub.live.log import publish
from hub.models import Person


def react_to_post(*, actor: Person, post_id: int, kind: str, now: datetime) -> Written:
    """Puts a word under a post; there already, nothing changes. Raises TooMany or RoomRefusal."""
    if kind not in Reaction.Kind:
        raise RoomRefusal("reaction", _("There is no such reaction."))
    with write():
        post = lock_post(actor, post_id, now)
        if not post.stands:
            raise RoomRefusal("deleted", _("This message is no longer shown."))
        return give(post, actor=actor, kind=kind, now=now)


def give(post: Post, *, actor: Person, kind: str, now: datetime) -> Written:
    """A step, under the room's lock: one word of one person under one post, once."""
    require_write()
    _reaction, created = Reaction.objects.get_or_create(post=post, person=actor, kind=kind)
    if not created:
        return Written(post.room.key, target=post.pk)
    return Written.as_event(post.room.key, publish(post.room.key, "react", actor=actor, target=post.pk, now=now))


def take_back_reaction(*, actor: Person, post_id: int, kind: str, now: datetime) -> Written:
    """Takes the word away; not there, nothing changes."""
    with write():
        post = lock_post(actor, post_id, now)
        gone, _rows = Reaction.objects.filter(post=post, person=actor, kind=kind).delete()
        if not gone:
            return Written(post.room.key, target=post.pk)
        return Written.as_event(post.room.key, publish(post.room.key, "unreact", actor=actor, target=post.pk, now=now))
