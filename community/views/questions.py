"""Questions: asked from the composer, their answer accepted below their message, and the list of those that wait."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.actions.ladder import ladders_of
from community.actions.questions import (
    NewQuestion,
    accept_answer,
    mark_question,
    unmark_question,
    withdraw_acceptance,
)
from community.actions.rooms import Written
from community.ladder import so_long
from community.models import Announcement, Post, Promotion, Question
from community.policies import may_accept, may_change_post, may_moderate, may_write_in
from community.room_owners import host_of
from community.views.posts import answer_act, load_post, place_of
from community.views.rooms import load_room, room_crumbs
from community.views.shown import Viewer
from hub.acts import Act
from hub.answers import attempt, signed_in
from hub.models import Person
from hub.panels import Panel
from hub.words.dates import ago

SEVERAL = 3
QUESTION_MARKS = ("?", "؟")


def from_composer(request: HttpRequest, typed: dict[str, str]) -> NewQuestion | None:
    """Whether “This is a question” is ticked."""
    return NewQuestion() if typed.get("question", "").lower() in {"1", "on", "true"} else None


def of_posts(posts: Sequence[Post], viewer: Viewer) -> dict[int, Panel]:
    """Below a question: its accepted answer, or the replies one may accept; five queries at most, one for none."""
    rows = Question.objects.filter(post__in=posts).select_related("post__room", "answer__author")
    questions = list(rows.order_by("pk"))
    if not questions:
        return {}
    leads = may_moderate(viewer.person, posts[0].room_id, viewer.now)
    asked = [one.post_id for one in questions]
    replies = list(Post.objects.standing().filter(quote__in=asked).select_related("author").order_by("seq"))
    panels = {}
    for question in questions:
        own = [reply for reply in replies if reply.quote_id == question.post_id]
        context = {
            "question": question,
            "long": so_long(question.post.created_at, viewer.now),
            "replies": [reply for reply in own if reply.author_id != question.post.author_id],
            "may_write": may_write_in(question.post.room),
            "may_accept": may_accept(viewer.person, question, leads=leads) and may_write_in(question.post.room),
        }
        panels[question.post_id] = Panel("community/parts/question.html", context)
    return panels


def tags_of_posts(posts: Sequence[Post], viewer: Viewer) -> dict[int, Panel]:
    """Above a text: that it asks, that it announces, or that it is the answer to something; three queries."""
    asked = {post: _("Question") for post in Question.objects.filter(post__in=posts).values_list("post", flat=True)}
    announced = Announcement.objects.filter(post__in=posts).values_list("post", flat=True)
    asked |= {post: _("Announcement") for post in announced}
    answers = Question.objects.standing().filter(answer__in=posts).select_related("post").order_by("pk")
    found: dict[int, dict[str, Any]] = {key: {"tag": word, "answered": []} for key, word in asked.items()}
    for question in answers:
        found.setdefault(question.answer_id or 0, {"tag": "", "answered": []})["answered"].append(question.post)
    return {key: Panel("community/parts/tags.html", context, above=True) for key, context in found.items()}


def of_message(person: Person, post: Post) -> list[Act]:
    """On the page of a later message: to make it the answer of one of the last questions before it."""
    if not post.stands or not may_write_in(post.room):
        return []
    leads = may_moderate(person, post.room_id, timezone.now())
    rows = Question.objects.standing().filter(post__discussion=post.discussion_id, post__seq__lt=post.seq)
    before = rows.exclude(answer=post).select_related("post").order_by("-post__seq")
    return [
        Act(
            _("Accept as the answer to “%(question)s”") % {"question": one.post.excerpt},
            reverse("community:accept", args=[post.room_id, one.post_id, post.pk]),
        )
        for one in [one for one in before if may_accept(person, one, leads=leads)][:SEVERAL]
    ]


def offer_to_mark(person: Person, post: Post) -> list[Act]:
    """On the page of one's own message: to say that it asks, if it ends like a question, or that it asks nothing after all."""
    if not may_change_post(person, post) or not may_write_in(post.room) or post.discussion.is_locked:
        return []
    question, place = Question.objects.filter(post=post).first(), [post.room_id, post.pk]
    if question is not None:
        back = Act(_("It is not a question"), reverse("community:unmark_question", args=place))
        return [] if question.answer_id else [back]
    if not post.body.rstrip().endswith(QUESTION_MARKS):
        return []
    return [Act(_("Mark it as a question"), reverse("community:mark_question", args=place))]


def room_tools(person: Person, promotion: Promotion, now: datetime) -> list[Act]:
    """On the promotion's page: how many questions wait."""
    waiting = Question.objects.unanswered().filter(post__room=promotion.room_id).count()
    words = ngettext("%(number)s question without an answer", "%(number)s questions without an answer", waiting)
    label = words % {"number": waiting} if waiting else _("Questions without an answer")
    return [Act(label, reverse("community:questions", args=[promotion.room_id]), group="read")]


@never_cache
@signed_in
@require_safe
def waiting(request: HttpRequest, room_id: int) -> HttpResponse:
    """The questions of a room that wait, the oldest first."""
    now = timezone.now()
    room = load_room(request, room_id, now)
    host = host_of(room.pk)
    rows = Question.objects.unanswered().filter(post__room=room).select_related("post__author", "post__discussion")
    rows = rows.prefetch_related("rungs__told")
    zone, lang = ZoneInfo(room.branch.zone), (get_language() or "fr")[:2]
    today = now.astimezone(zone).date()
    context = {
        "room": room,
        "host": host,
        "may_write": may_write_in(room),
        "others_asked": host.promotion is not None and ladders_of([room.branch])[room.branch_id].active,
        "questions": [
            {
                "post": one.post,
                "since": ago(one.post.created_at.astimezone(zone).date(), today, lang),
                "long": so_long(one.post.created_at, now),
                "asked": [rung.get_step_display() for rung in one.rungs.all() if rung.told.all()],
            }
            for one in rows.oldest_first()
        ],
        "crumbs": room_crumbs(host, _("Questions without an answer")),
    }
    return render(request, "community/questions.html", context)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, room_id: int, post_id: int, *, asks: bool) -> HttpResponse:
    """GET asks whether one's own message is a question, or is none after all; POST says so. 404 for another's."""
    post = load_post(request, room_id, post_id)
    if not may_change_post(request.user, post):
        raise Http404
    if request.method != "POST":
        context = {"post": post, "place": place_of(post), "asks": asks}
        return render(request, "community/mark_question.html", context)
    action = mark_question if asks else unmark_question
    return answer_act(request, post, attempt(action, actor=request.user, post_id=post.pk, now=timezone.now()))


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, room_id: int, post_id: int, answer_id: int) -> HttpResponse:
    """GET asks whether this is the answer; POST accepts it."""
    question, chosen = load_post(request, room_id, post_id), load_post(request, room_id, answer_id)
    if request.method != "POST":
        context = {"post": question, "answer": chosen, "place": place_of(chosen)}
        return render(request, "community/accept.html", context)
    return act(request, question, accept_answer, answer_id=answer_id)


@never_cache
@signed_in
@require_POST
def withdraw(request: HttpRequest, room_id: int, post_id: int) -> HttpResponse:
    """No answer is accepted any more."""
    return act(request, load_post(request, room_id, post_id), withdraw_acceptance)


def act(request: HttpRequest, post: Post, action: Callable[..., Written], **facts: Any) -> HttpResponse:
    """One action on a question; a form comes back to it."""
    return answer_act(
        request, post, attempt(action, actor=request.user, question_id=post.pk, now=timezone.now(), **facts)
    )
