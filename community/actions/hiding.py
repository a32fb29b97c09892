"""Takes a message out of sight, and shows it again."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.actions.order import enter_for_post
from community.actions.rooms import RoomRefusal, Written
from community.actions.words import words_with
from community.models import HideReason, Hiding, Post
from community.text import LONGEST_NOTE, clean
from hub.db import require_write, write
from hub.journal import record
from hub.live.log import publish
from hub.models import Person


def hide_post(*, actor: Person, post_id: int, reason: str, words: str = "", now: datetime) -> Written:
    """Leaves the reason in its place; the text moves where only its author and the team read it.

    Hidden already, it stays as it was hidden first. Raises RoomRefusal or TextRefusal.
    """
    if reason not in HideReason:
        raise RoomRefusal("reason", _("Please choose a reason: everybody sees it in place of the message."))
    words = clean(words, longest=LONGEST_NOTE) if words.strip() else ""
    with write():
        post, topic = enter_for_post(actor, post_id, now, archived=True)
        if post.hidden_for:
            return Written(topic.key, target=post.pk)
        if post.deleted_at is not None:
            raise RoomRefusal("deleted", _("This message has been deleted."))
        return conceal(post, actor=actor, reason=reason, words=words, now=now)


def conceal(post: Post, *, actor: Person, reason: str, words: str, now: datetime) -> Written:
    """A step, under the room's lock: the text moves, the reason stays."""
    require_write()
    kept = {"body": post.body, "html": post.html, "hidden_by": actor, "hidden_at": now}
    Hiding.objects.create(post=post, reason=reason, words=words, **kept)
    post.body = post.html = post.words = ""
    post.hidden_for = reason
    return say(post, "hide", actor=actor, now=now, reason=reason)


def unhide_post(*, actor: Person, post_id: int, now: datetime) -> Written:
    """Everybody reads it again, as it was; not hidden, nothing changes."""
    with write():
        post, topic = enter_for_post(actor, post_id, now, archived=True)
        if not post.hidden_for:
            return Written(topic.key, target=post.pk)
        hiding = Hiding.objects.get(post=post)
        post.body, post.html, post.words, post.hidden_for = hiding.body, hiding.html, words_with(post, hiding.body), ""
        hiding.delete()
        return say(post, "unhide", actor=actor, now=now)


def say(post: Post, kind: str, *, actor: Person, now: datetime, **codes: str) -> Written:
    """A step, under the room's lock: keeps the post as it is now, and tells the journal and the room."""
    post.rev += 1
    post.save(update_fields=["body", "html", "words", "hidden_for", "rev"])
    record(actor, f"post.{kind}", post, **codes)
    return Written.as_event(post.room.key, publish(post.room.key, kind, actor=actor, target=post.pk, now=now))
