"""Posts: written, found, changed, deleted, reacted to; for forms and for scripts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.actions.posts import delete_post, edit_post, write_post
from community.actions.reactions import react_to_post, take_back_reaction
from community.actions.rooms import Written
from community.models import Post, Room
from community.policies import may_change_post, may_delete_post, may_write_in
from community.views.rooms import render_room
from hub.answers import is_sure, read_input, read_number, refuse, signed_in, status_of, wants_json
from hub.errors import Refusal
from hub.parts import parts


def answer(request: HttpRequest, written: Written, *, status: int = 200, cid: str = "") -> HttpResponse:
    """JSON for a script; for a form the message where it stands."""
    if not wants_json(request):
        post = Post.objects.get(pk=written.target)
        return redirect(place_of(post))
    facts: dict[str, Any] = {"topic": written.topic, "seq": written.seq, "h": written.h}
    if cid:
        facts |= {"cid": cid, "duplicate": written.duplicate}
    return JsonResponse(facts, status=status)


def place_of(post: Post) -> str:
    """The address of a message in its discussion."""
    path = reverse("community:discussion", args=[post.room_id, post.discussion_id])
    return f"{path}?message={post.seq}#m{post.seq}"


def load_post(request: HttpRequest, room_id: int, post_id: int) -> Post:
    """A post of a room that this person may read; 404 otherwise."""
    rooms = Room.objects.visible_to(request.user, timezone.now()).filter(pk=room_id)
    post = (
        Post.objects.filter(pk=post_id, room__in=rooms)
        .select_related("room", "discussion", "author", "written_by", "quote__author")
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
    discussion_id: int | None = None
    typed: dict[str, str] = {}
    try:
        typed = read_input(request)
        discussion_id = read_number(typed, "discussion")
        cid = request.headers.get("Idempotency-Key") or typed.get("cid", "")
        written = write_post(
            actor=request.user,
            room_id=room_id,
            body=typed.get("body", ""),
            cid=cid,
            discussion_id=discussion_id,
            quote_seq=read_number(typed, "quote"),
            sure=is_sure(typed),
            parts=[new for part in parts("composer_parts") if (new := part(request, typed))],
            now=timezone.now(),
        )
    except Refusal as refusal:
        if wants_json(request):
            return refuse(refusal)
        # A form whose key is spent gets a new one with its text.
        kept = {**typed, "cid": ""} if refusal.code == "cid_reused" else typed
        return render_room(request, room_id, discussion_id, status=status_of(refusal), typed=kept, refusal=refusal)
    return answer(request, written, status=201, cid=cid)


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
    try:
        data = read_input(request)
        act = take_back_reaction if data.get("take") else react_to_post
        kind = data.get("take") or data.get("give", "")
        written = act(actor=request.user, post_id=post.pk, kind=kind, now=timezone.now())
    except Refusal as refusal:
        return refuse(refusal) if wants_json(request) else told(request, post, refusal)
    return answer(request, written)


def told(request: HttpRequest, post: Post, refusal: Refusal) -> HttpResponse:
    """The room again, with the sentence that says why not."""
    return render_room(request, post.room_id, post.discussion_id, status=status_of(refusal), refusal=refusal)


def own_post(request: HttpRequest, room_id: int, post_id: int) -> Post:
    """One's own standing post in a room that takes changes; 404 otherwise."""
    post = load_post(request, room_id, post_id)
    if not may_change_post(request.user, post) or not may_write_in(post.room):
        raise Http404
    return post


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, room_id: int, post_id: int) -> HttpResponse:
    """GET shows the text in a field; POST changes it."""
    post = own_post(request, room_id, post_id)
    context: dict[str, Any] = {"post": post, "place": place_of(post), "body": post.body, "refusal": None}
    if request.method != "POST":
        return render(request, "community/edit.html", context)
    try:
        data = read_input(request)
        context["body"] = data.get("body", "")
        written = edit_post(
            actor=request.user, post_id=post.pk, body=context["body"], sure=is_sure(data), now=timezone.now()
        )
    except Refusal as refusal:
        if wants_json(request):
            return refuse(refusal)
        context["refusal"] = refusal
        return render(request, "community/edit.html", context, status=status_of(refusal))
    return answer(request, written)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, room_id: int, post_id: int) -> HttpResponse:
    """GET asks; POST deletes. Again, after it is done, leads to the trace."""
    post = load_post(request, room_id, post_id)
    if request.method != "POST":
        if not may_delete_post(request.user, post) or not may_write_in(post.room):
            raise Http404
        return render(request, "community/delete.html", {"post": post, "place": place_of(post)})
    try:
        written = delete_post(actor=request.user, post_id=post.pk, now=timezone.now())
    except Refusal as refusal:
        return refuse(refusal) if wants_json(request) else told(request, post, refusal)
    return answer(request, written)
