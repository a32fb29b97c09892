"""Discussions: started with a first message, renamed by whoever opened them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.actions.discussions import open_discussion, rename_discussion
from community.models import Discussion
from community.policies import may_rename, may_write_in
from community.views.posts import answer
from community.views.rooms import load_room
from hub.answers import is_sure, read_input, signed_in, status_of
from hub.errors import Refusal
from hub.live.commands import new_cid


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, room_id: int) -> HttpResponse:
    """A subject and its first message."""
    room = load_room(request, room_id, timezone.now())
    if not may_write_in(room):
        raise Http404
    context: dict[str, Any] = {"room": room, "promotion": room.promotion, "typed": {"cid": new_cid()}, "refusal": None}
    if request.method != "POST":
        return render(request, "community/new_discussion.html", context)
    typed = read_input(request)
    try:
        written = open_discussion(
            actor=request.user,
            room_id=room_id,
            title=typed.get("title", ""),
            body=typed.get("body", ""),
            cid=typed.get("cid", ""),
            sure=is_sure(typed),
            now=timezone.now(),
        )
    except Refusal as refusal:
        context |= {"typed": {**typed, "cid": new_cid()}, "refusal": refusal}
        return render(request, "community/new_discussion.html", context, status=status_of(refusal))
    return answer(request, written)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, room_id: int, discussion_id: int) -> HttpResponse:
    """Another title."""
    room = load_room(request, room_id, timezone.now())
    discussion = Discussion.objects.filter(pk=discussion_id, room=room).first()
    if discussion is None or not may_write_in(room) or not may_rename(request.user, discussion):
        raise Http404
    context: dict[str, Any] = {"room": room, "discussion": discussion, "title": discussion.title, "refusal": None}
    if request.method != "POST":
        return render(request, "community/rename.html", context)
    try:
        typed = read_input(request)
        context["title"] = title = typed.get("title", "")
        facts = {"discussion_id": discussion.pk, "title": title, "sure": is_sure(typed)}
        rename_discussion(actor=request.user, now=timezone.now(), **facts)
    except Refusal as refusal:
        context["refusal"] = refusal
        return render(request, "community/rename.html", context, status=status_of(refusal))
    return redirect("community:discussion", room_id, discussion_id)
