"""Marks a post as a question, and one later post of its discussion as the answer that helped."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from community.actions.posts import lock_post, refuse_locked
from community.actions.rooms import RoomRefusal, Written
from community.models import Post, Question
from community.policies import may_accept, may_change_post, may_moderate
from hub.db import require_write, write
from hub.live.log import publish
from hub.models import Person


@dataclass(frozen=True)
class NewQuestion:
    """The mark of a question."""

    stands_alone = False

    def facts(self) -> dict[str, Any]:
        """Asked is asked."""
        return {"question": True}

    def attach(self, post: Post, *, actor: Person, now: datetime) -> None:
        """A step, under the room's lock."""
        require_write()
        Question.objects.create(post=post)


def mark_question(*, actor: Person, post_id: int, now: datetime) -> Written:
    """One's own message asks something; harmless when repeated. Raises RoomRefusal."""
    with write():
        post = lock_own(actor, post_id, now)
        _question, created = Question.objects.get_or_create(post=post)
        if not created:
            return Written(post.room.key, target=post.pk)
        Post.objects.filter(pk=post.pk).update(more=True)
        return Written.as_event(post.room.key, publish(post.room.key, "answer", actor=actor, target=post.pk, now=now))


def unmark_question(*, actor: Person, post_id: int, now: datetime) -> Written:
    """One's own message asks nothing after all, and nobody else is asked; harmless when repeated. Raises RoomRefusal."""
    with write():
        post = lock_own(actor, post_id, now)
        question = Question.objects.filter(post=post).first()
        if question is None:
            return Written(post.room.key, target=post.pk)
        if question.answer_id is not None:
            raise RoomRefusal("answered", _("It has an answer that helped: take that back first."))
        question.delete()
        return Written.as_event(post.room.key, publish(post.room.key, "answer", actor=actor, target=post.pk, now=now))


def lock_own(actor: Person, post_id: int, now: datetime) -> Post:
    """A step: reads a message under its room's lock, for its author alone; raises RoomRefusal."""
    post = lock_post(actor, post_id, now)
    if not may_change_post(actor, post):
        raise RoomRefusal("not_yours", _("Only the author can say that a message is a question."))
    refuse_locked(post.discussion)
    return post


def lock_question(actor: Person, question_id: int, now: datetime) -> Question:
    """A step: enters the room and reads the question of that post under its lock; raises RoomRefusal."""
    post = lock_post(actor, question_id, now)
    question = Question.objects.select_related("answer").filter(post=post).first() if post.stands else None
    if question is None:
        raise RoomRefusal("not_found", _("This question does not exist any more."))
    question.post = post
    if not may_accept(actor, question, leads=may_moderate(actor, post.room_id, now)):
        raise RoomRefusal("forbidden", _("Only the person who asked, or the référent, can choose the answer."))
    return question


def accept_answer(*, actor: Person, question_id: int, answer_id: int, now: datetime) -> Written:
    """This post is the answer, instead of another if there was one; the same again changes nothing.

    Both ids are those of posts. Raises RoomRefusal.
    """
    with write():
        question = lock_question(actor, question_id, now)
        asked = question.post
        later = Post.objects.standing().filter(discussion=asked.discussion_id, seq__gt=asked.seq)
        answer = later.filter(pk=answer_id).first()
        if answer is None:
            raise RoomRefusal("answer", _("An answer stands in the same discussion, after its question."))
        return settle(question, answer, actor=actor, now=now)


def withdraw_acceptance(*, actor: Person, question_id: int, now: datetime) -> Written:
    """No answer is accepted any more; harmless when repeated. Raises RoomRefusal."""
    with write():
        return settle(lock_question(actor, question_id, now), None, actor=actor, now=now)


def settle(question: Question, answer: Post | None, *, actor: Person, now: datetime) -> Written:
    """A step, under the room's lock: another answer or none; the posts it concerns are fetched anew."""
    require_write()
    room, before = question.post.room, question.answer
    if before == answer:
        return Written(room.key, target=question.post_id)
    question.answer = answer
    question.accepted_by, question.accepted_at = (actor, now) if answer else (None, None)
    question.save(update_fields=["answer", "accepted_by", "accepted_at"])
    for post in (before, answer):
        if post is not None:
            Post.objects.filter(pk=post.pk).update(more=True)
            publish(room.key, "answer", actor=actor, target=post.pk, now=now)
    return Written.as_event(room.key, publish(room.key, "answer", actor=actor, target=question.post_id, now=now))
