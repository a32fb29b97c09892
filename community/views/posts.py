"""Posts: written, found, changed, deleted, reacted to; for forms and for scripts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.actions.posts import delete_post, edit_post, said_of, write_post
from community.actions.reactions import react_to_post, take_back_reaction
from community.actions.rooms import Written
from community.models import Post, Room
from community.policies import may_change_post, may_delete_post, may_write_in
from community.views.rooms import render_room, shut
from hub.answers import (
    UNTRIED,
    SeeOther,
    Tried,
    attempt,
    is_sure,
    keeps_draft,
    read_input,
    read_number,
    refuse,
    signed_in,
    wants_json,
)
from hub.parts import parts


def answer(request: HttpRequest, written: Written, *, status: int = 200, cid: str = "") -> HttpResponse:
    """JSON for a script; for a form the message where it stands."""
    if not wants_json(request):
        post = Post.objects.get(pk=written.target)
        return SeeOther(place_of(post))
    facts: dict[str, Any] = {"topic": written.topic, "seq": written.seq, "h": written.h}
    if cid:
        facts |= {"cid": cid, "duplicate": written.duplicate}
    return JsonResponse(facts, status=status)


def answer_act(request: HttpRequest, post: Post, tried: Tried) -> HttpResponse:
    """What came of an act on a message: JSON for a script; for a form the message, or the room with the sentence why not."""
    if wants_json(request):
        return answer(request, tried.done) if tried.cause is None else refuse(tried.cause)
    if tried.ok:
        return SeeOther(place_of(post))
    return render_room(request, post.room_id, post.discussion_id, tried=tried)


def place_of(post: Post) -> str:
    """The address of a message in its discussion."""
    path = reverse("community:discussion", args=[post.room_id, post.discussion_id])
    return f"{path}?message={post.seq}#m{post.seq}"


def load_post(request: HttpRequest, room_id: int, post_id: int) -> Post:
    """A post of a room that this person may read; 404 otherwise."""
    rooms = Room.objects.visible_to(request.user, timezone.now()).filter(pk=room_id)
    post = (
        Post.objects.filter(pk=post_id, room__in=rooms)
        .select_related("room__branch", "discussion", "author", "written_by", "quote__author")
        .first()
    )
    if post is None:
        raise Http404
    return post


@never_cache
@signed_in
@require_POST
def write(request: HttpRequest, room_id: int) -> HttpResponse:
    """A new message: `body`, `cid`, and optionally `discussion` and `quote`."""
    typed: dict[str, str] = {}
    tried = attempt(write_typed, request=request, room_id=room_id, typed=typed)
    if tried.cause is None:
        return answer(request, tried.done, status=201, cid=typed["cid"])
    if wants_json(request):
        return refuse(tried.cause)
    if tried.code == "cid_reused":
        typed["cid"] = ""  # a form whose key is spent gets a new one with its text
    discussion_id = attempt(read_number, data=typed, name="discussion").done
    return render_room(request, room_id, discussion_id, typed=typed, tried=tried)


def write_typed(*, request: HttpRequest, room_id: int, typed: dict[str, str]) -> Written:
    """Writes what is sent; it stands in `typed` afterwards, also where it is refused. Raises Refusal."""
    typed |= read_input(request)
    typed["cid"] = request.headers.get("Idempotency-Key") or typed.get("cid", "")
    return write_post(
        actor=request.user,
        room_id=room_id,
        body=typed.get("body", ""),
        cid=typed["cid"],
        discussion_id=read_number(typed, "discussion"),
        quote_seq=read_number(typed, "quote"),
        sure=is_sure(typed),
        draft=typed.get("draft"),
        parts=[new for part in parts("composer_parts") if (new := part(request, typed))],
        now=timezone.now(),
    )


@never_cache
@signed_in
@require_safe
def find(request: HttpRequest, room_id: int, post_id: int) -> HttpResponse:
    """Leads to a message, wherever it stands."""
    return redirect(place_of(load_post(request, room_id, post_id)))


@never_cache
@signed_in
@require_POST
def react(request: HttpRequest, room_id: int, post_id: int) -> HttpResponse:
    """Gives (`give`) or takes back (`take`) one of the four words."""
    post = load_post(request, room_id, post_id)
    return answer_act(request, post, attempt(react_typed, request=request, post=post))


def react_typed(*, request: HttpRequest, post: Post) -> Written:
    """As the fields say; raises Refusal."""
    data = read_input(request)
    act = take_back_reaction if data.get("take") else react_to_post
    kind = data.get("take") or data.get("give", "")
    return act(actor=request.user, post_id=post.pk, kind=kind, now=timezone.now())


def own_post(request: HttpRequest, room_id: int, post_id: int) -> Post:
    """One's own standing post, in a room that takes changes where it is to be shown in a field; 404 otherwise."""
    post = load_post(request, room_id, post_id)
    if not may_change_post(request.user, post) or shut(request, post.room):
        raise Http404
    return post


@never_cache
@signed_in
@keeps_draft
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, room_id: int, post_id: int) -> HttpResponse:
    """GET shows the text in a field; POST changes it."""
    post = own_post(request, room_id, post_id)
    tried, typed = UNTRIED, {"body": post.body}
    if request.method == "POST":
        tried = attempt(edit_typed, request=request, post=post, typed=typed)
        if tried.cause is None or wants_json(request):
            return answer_act(request, post, tried)
    context = {"post": post, "place": place_of(post), "body": typed["body"], "tried": tried, "said": said_of(post)}
    return render(request, "community/edit.html", context, status=tried.status)


def edit_typed(*, request: HttpRequest, post: Post, typed: dict[str, str]) -> Written:
    """The same for the words of a message that is there."""
    data = read_input(request)
    typed["body"] = data.get("body", "")
    facts = {"body": typed["body"], "sure": is_sure(data), "now": timezone.now()}
    return edit_post(actor=request.user, post_id=post.pk, **facts)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, room_id: int, post_id: int) -> HttpResponse:
    """GET asks; POST deletes. Again, after it is done, leads to the trace."""
    post = load_post(request, room_id, post_id)
    if request.method != "POST":
        if not may_delete_post(request.user, post) or not may_write_in(post.room):
            raise Http404
        notes = [act for part in parts("deletion_notes") for act in part(request.user, post, timezone.now())]
        return render(request, "community/delete.html", {"post": post, "place": place_of(post), "notes": notes})
    return answer_act(request, post, attempt(delete_post, actor=request.user, post_id=post.pk, now=timezone.now()))
