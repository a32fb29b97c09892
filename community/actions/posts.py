"""Writes, changes and deletes posts; each once, in the order of the room's log."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from django.utils.translation import gettext as _

from community.actions.drafts import let_draft_go
from community.actions.ground import Ground, find_ground
from community.actions.mentions import keep_mentions, read_mentions
from community.actions.rooms import RoomRefusal, Written, enter_to_write, find_discussion, lock_to_write
from community.actions.uploads import let_go
from community.actions.warn import count, warn, words_of
from community.actions.words import forget_polls, keep_words, words_with
from community.models import Acknowledgement, Discussion, Hiding, Poll, Post, Room, Upload
from community.policies import may_change_post, may_delete_post
from community.text import clean, render
from hub.db import require_write, write
from hub.inserts import insert
from hub.journal import record
from hub.live.commands import check_cid, digest, recall, remember
from hub.live.log import append, publish
from hub.models import Person, Topic
from hub.prepared import Blank, Prepared
from hub.search.fold import fold

GROWN = Prepared(lambda: Discussion.objects.filter(pk=Blank("pk")), last_seq=Blank("last_seq"))


class NewPart(Protocol):
    """Something to stand beside a new post's text: photos, a poll, a question's mark …"""

    # Whether a post may consist of it alone, without any text.
    stands_alone: bool

    def facts(self) -> dict[str, Any]:
        """What it is, as JSON: two commands that differ in it are not the same command."""

    def attach(self, post: Post, *, actor: Person, now: datetime) -> None:
        """A step, under the room's lock: writes its rows; raises Refusal, and then nothing of the post is written."""


def write_post(
    *,
    actor: Person,
    room_id: int,
    body: str,
    cid: str,
    now: datetime,
    discussion_id: int | None = None,
    quote_seq: int | None = None,
    parts: Sequence[NewPart] = (),
    sure: bool = False,
    draft: str | None = None,
) -> Written:
    """One message; the same `cid` again answers what came of it the first time, and `draft` names what was kept of it.

    Raises TextRefusal, GuardRefusal unless `sure`, CommandRefusal, TooMany, RoomRefusal, or what a part refuses.
    """
    check_cid(cid)
    body, html = cleaned(body, parts)
    texts = [body, *(word for part in parts for word in words_of(part))]
    told = warn(texts, actor=actor, room_id=room_id, sure=sure, now=now)
    beside = {"parts": [part.facts() for part in parts]} if parts else {}
    wanted = digest("post", room=room_id, body=body, discussion=discussion_id, quote=quote_seq, **beside)
    with write():
        topic = lock_to_write(actor, room_id, now)
        ground = find_ground(actor, topic, room_id, cid=cid, discussion_id=discussion_id, now=now)
        if not ground.is_fresh and (known := recall(actor, cid, wanted)) is not None:
            return Written(**known, duplicate=True)
        room, discussion = ground.room, ground.discussion or find_discussion(ground.room, discussion_id)
        refuse_locked(discussion)
        quote = find_quoted(room, quote_seq)
        written = append_post(
            actor, topic, discussion, body=body, html=html, quote=quote, parts=parts, now=now, ground=ground
        )
        if quote is not None and quote.more:
            # What stands beside it (a question) may list its replies.
            append(topic, "answer", actor=actor, target=quote.pk, now=now)
        let_draft_go(actor, discussion, cid=cid, seen=draft)
        count(room.pk, now, sent_anyway=told)
        remember(actor, cid, wanted, written.stored(), now=now)
    return written


def cleaned(body: str, parts: Sequence[NewPart]) -> tuple[str, str]:
    """The text and its HTML, both empty where something else stands alone; raises TextRefusal."""
    if not body.strip() and any(part.stands_alone for part in parts):
        return "", ""
    body = clean(body)
    return body, render(body)


def refuse_locked(discussion: Discussion) -> None:
    """Under a lock nobody writes; raises RoomRefusal."""
    if discussion.is_locked:
        raise RoomRefusal("locked", _("This discussion has been closed by the team: it can still be read."))


def find_quoted(room: Room, seq: int | None) -> Post | None:
    """The post one answers; one that has been deleted meanwhile is no reason to lose the answer."""
    return Post.objects.standing().filter(room=room, seq=seq).first() if seq else None


def append_post(
    actor: Person,
    topic: Topic,
    discussion: Discussion,
    *,
    body: str,
    html: str,
    now: datetime,
    quote: Post | None = None,
    parts: Sequence[NewPart] = (),
    written_by: Person | None = None,
    ground: Ground | None = None,
) -> Written:
    """A step, under the room's lock: the post has the number of its event; `written_by` writes for an author without e-mail."""
    require_write()
    found = read_mentions(actor, discussion.room_id, body, now)
    post = insert(
        Post,
        room_id=discussion.room_id,
        discussion=discussion,
        seq=topic.head + 1,
        author=actor,
        written_by=written_by,
        body=body,
        html=render(body, found.places) if found.places else html,
        words=fold(body),
        quote=quote,
        more=bool(parts) or found.failed,
        created_at=now,
    )
    for part in parts:
        part.attach(post, actor=actor, now=now)
    if parts:
        keep_words(post)
    if found.people:
        keep_mentions(post, found, now=now)
    GROWN.run(pk=discussion.pk, last_seq=post.seq)
    said = ground.said(post) if ground else None
    event = append(topic, "post", actor=written_by or actor, target=post.pk, now=now, said=said)
    return Written.as_event(topic.key, event)


def lock_post(actor: Person, post_id: int, now: datetime) -> Post:
    """A step: enters the post's room and reads it under the lock; raises RoomRefusal."""
    room_id = Post.objects.filter(pk=post_id).values_list("room", flat=True).first()
    enter_to_write(actor, room_id or 0, now)
    return Post.objects.select_related("room", "discussion", "author").get(pk=post_id)


def edit_post(*, actor: Person, post_id: int, body: str, now: datetime, sure: bool = False) -> Written:
    """Changes one's own words; the same words again change nothing. Raises TextRefusal, GuardRefusal or RoomRefusal."""
    body = clean(body)
    room_id = Post.objects.filter(pk=post_id).values_list("room", flat=True).first() or 0
    told = warn([body], actor=actor, room_id=room_id, sure=sure, now=now)
    with write():
        post = lock_post(actor, post_id, now)
        if not may_change_post(actor, post):
            raise RoomRefusal("not_yours", _("Only the author can change a message, as long as it stands."))
        refuse_locked(post.discussion)
        if post.body == body:
            return Written(post.room.key, target=post.pk)
        refuse_answered(post)
        ask_anew(post, actor=actor)
        found = read_mentions(actor, post.room_id, body, now)
        post.more = post.more or found.failed
        keep_mentions(post, found, now=now)
        count(room_id, now, sent_anyway=told)
        return rewrite(post, body=body, html=render(body, found.places), actor=actor, now=now)


def refuse_answered(post: Post) -> None:
    """What others have said yes or no to stays as they read it; raises RoomRefusal."""
    if post.more and Poll.objects.about_words().filter(post=post, options__votes__isnull=False).exists():
        message = _("Somebody has answered already: the words stay as they were. Close this poll, and ask anew.")
        raise RoomRefusal("answered", message)


def said_of(post: Post) -> int:
    """How many have said that they read this announcement; no query for what has nothing beside it."""
    return Acknowledgement.objects.filter(announcement__post=post).count() if post.more else 0


def ask_anew(post: Post, *, actor: Person) -> None:
    """A step, before an announcement's words change: whoever has said that they read it has read other words."""
    require_write()
    said = said_of(post)
    if said:
        Acknowledgement.objects.filter(announcement__post=post).delete()
        record(actor, "announcement.asked_anew", post, people=said)


def rewrite(post: Post, *, body: str, html: str, actor: Person, now: datetime) -> Written:
    """A step, under the room's lock: other words, marked as edited."""
    require_write()
    post.body, post.html, post.words = body, html, words_with(post, body)
    post.edited_at, post.rev = now, post.rev + 1
    post.save(update_fields=["body", "html", "words", "more", "edited_at", "rev"])
    return Written.as_event(post.room.key, publish(post.room.key, "edit", actor=actor, target=post.pk, now=now))


def delete_post(*, actor: Person, post_id: int, now: datetime) -> Written:
    """Takes back one's own words: text and files are gone, a trace stays. Harmless when repeated."""
    with write():
        post = lock_post(actor, post_id, now)
        if post.author_id == actor.pk and post.deleted_at is not None:
            return Written(post.room.key, target=post.pk)
        if not may_delete_post(actor, post):
            raise RoomRefusal("not_yours", _("Only the author can change a message, as long as it stands."))
        return withdraw(post, actor=actor, now=now)


def withdraw(post: Post, *, actor: Person, now: datetime) -> Written:
    """A step, under the room's lock: no text, photo or file is left, a trace is."""
    require_write()
    let_go(Upload.objects.filter(post=post), now=now)
    if post.more:
        forget_polls(Post.objects.filter(pk=post.pk))
    post.body = post.html = post.words = post.hidden_for = ""
    post.deleted_at, post.rev = now, post.rev + 1
    post.save(update_fields=["body", "html", "words", "hidden_for", "deleted_at", "rev"])
    Hiding.objects.filter(post=post).delete()
    return Written.as_event(post.room.key, publish(post.room.key, "delete", actor=actor, target=post.pk, now=now))
