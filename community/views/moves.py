"""Messages that the team moves to another discussion: asked, shown in words, then done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.actions.moves import Move, move_back, move_posts
from community.models import Discussion, Post
from community.move_forms import NEW, MoveForm
from community.passages import Passage, read_passage
from community.policies import may_moderate, may_write_in
from community.views.listed import listed_in
from community.views.order import load_room_in_order
from community.views.posts import load_post, place_of
from community.views.rooms import render_room
from hub.acts import Act
from hub.answers import UNTRIED, SeeOther, attempt, signed_in
from hub.live.commands import new_cid
from hub.models import Person

# So many of the messages are shown before one says yes.
SHOWN = 5


def of_message(person: Person, post: Post) -> list[Act]:
    """Those who keep order may move it, with what belongs to it."""
    if post.deleted_at is not None or not may_write_in(post.room):
        return []
    if not may_moderate(person, post.room_id, timezone.now()):
        return []
    return [Act(_("Move to another discussion"), reverse("community:move", args=[post.room_id, post.pk]))]


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, room_id: int, post_id: int) -> HttpResponse:
    """GET asks what goes where; POST says it in words, and with `confirm` does it."""
    load_room_in_order(request, room_id)
    post = load_post(request, room_id, post_id)
    form = form_for(request, post)
    context: dict[str, Any] = {"post": post, "place": place_of(post), "form": form, "tried": UNTRIED}
    if request.method != "POST" or "back" in request.POST or not form.is_valid():
        wrong = request.method == "POST" and "back" not in request.POST
        return render(request, "community/move.html", context, status=422 if wrong else 200)
    wanted = wanted_by(form, post)
    context |= words_for(post, wanted)
    if "confirm" in request.POST or "sure" in request.POST:
        facts = {"move": wanted, "cid": form.cleaned_data["cid"], "sure": "sure" in request.POST}
        context["tried"] = tried = attempt(move_posts, actor=request.user, now=timezone.now(), **facts)
        if tried.ok:
            return SeeOther(above(load_post(request, room_id, tried.done.target)))
    return render(request, "community/move_confirm.html", context, status=context["tried"].status)


def above(post: Post) -> str:
    """Where the page of a message that was moved says so, with the way back."""
    return place_of(post).partition("#")[0] + "#moved"


@never_cache
@signed_in
@require_POST
def put_back(request: HttpRequest, room_id: int, number: int) -> HttpResponse:
    """What one has just moved stands where it stood before."""
    load_room_in_order(request, room_id)
    tried = attempt(move_back, actor=request.user, room_id=room_id, number=number, now=timezone.now())
    if not tried.ok:
        return render_room(request, room_id, None, tried=tried)
    return SeeOther(reverse("community:message", args=[room_id, tried.done.target]))


def form_for(request: HttpRequest, post: Post) -> MoveForm:
    """What was typed, or the questions; the last message that is there now is the last that may go along."""
    talks = list(listed_in(post.room_id).exclude(pk=post.discussion_id))
    initial = {
        "which": Passage.ONE,
        "target": NEW,
        "source": post.discussion_id,
        "until": post.discussion.last_seq,
        "cid": new_cid(),
    }
    return MoveForm(request.POST or None, initial=initial, post=post, talks=talks)


def wanted_by(form: MoveForm, post: Post) -> Move:
    """What the form says."""
    data = form.cleaned_data
    title = "" if data["target"] else data["title"]
    return Move(post.pk, data["which"], data["source"], data["until"], data["target"], title)


def words_for(post: Post, wanted: Move) -> dict[str, Any]:
    """What will be done, as a page says it."""
    posts = read_passage(post, wanted.which, until=wanted.until)
    target = Discussion.objects.filter(pk=wanted.target_id or 0).first()
    return {
        "number": len(posts),
        "shown": posts[:SHOWN],
        "others": max(0, len(posts) - SHOWN),
        "source": post.discussion,
        "target": target,
        "title": wanted.title,
    }
