"""Discussions: all of them in a list, started with a first message, renamed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.discussions import open_discussion, rename_discussion
from community.models import Discussion
from community.policies import may_moderate, may_rename
from community.room_owners import host_of
from community.unread import count_unread
from community.views.acts import viewer_of
from community.views.listed import show_all
from community.views.pages import page_number
from community.views.posts import answer
from community.views.rooms import load_room, room_crumbs, shut
from hub.answers import UNTRIED, SeeOther, attempt, is_sure, keeps_draft, signed_in
from hub.live.commands import new_cid


@never_cache
@signed_in
@require_safe
def everything(request: HttpRequest, room_id: int) -> HttpResponse:
    """All the discussions of a room, also those that the list beside the messages leaves out."""
    room = load_room(request, room_id, timezone.now())
    unread = count_unread(request.user, [room.pk]).get(room.pk, {})
    asked = page_number(request.GET.get("page", ""))
    discussions, turn = show_all(room.pk, viewer_of(request, room), unread, asked)
    host = host_of(room.pk)
    crumbs = room_crumbs(host, _("All the discussions"))
    context = {"room": room, "host": host, "discussions": discussions, "turn": turn, "crumbs": crumbs}
    return render(request, "community/discussions.html", context)


@never_cache
@signed_in
@keeps_draft
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, room_id: int) -> HttpResponse:
    """A subject and its first message."""
    room = load_room(request, room_id, timezone.now())
    if shut(request, room):
        raise Http404
    typed, tried = {"cid": new_cid()}, UNTRIED
    if request.method == "POST":
        typed = request.POST.dict()
        words = {name: typed.get(name, "") for name in ("title", "body", "cid")}
        facts = {"room_id": room_id, "sure": is_sure(typed), "now": timezone.now(), **words}
        tried = attempt(open_discussion, actor=request.user, **facts)
        if tried.ok:
            return answer(request, tried.done)
        typed["cid"] = new_cid()
    context = {"room": room, "host": host_of(room.pk), "typed": typed, "tried": tried}
    return render(request, "community/new_discussion.html", context, status=tried.status)


@never_cache
@signed_in
@keeps_draft
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, room_id: int, discussion_id: int) -> HttpResponse:
    """Another title."""
    now = timezone.now()
    room = load_room(request, room_id, now)
    discussion = Discussion.objects.filter(pk=discussion_id, room=room).first()
    moderates = may_moderate(request.user, room_id, now)
    if discussion is None or not may_rename(request.user, discussion, room, moderates=moderates):
        raise Http404
    context: dict[str, Any] = {"room": room, "discussion": discussion, "title": discussion.title, "tried": UNTRIED}
    if request.method == "POST":
        context["title"] = title = request.POST.get("title", "")
        facts = {"discussion_id": discussion.pk, "title": title, "sure": is_sure(request.POST.dict())}
        context["tried"] = tried = attempt(rename_discussion, actor=request.user, now=now, **facts)
        if tried.ok:
            return SeeOther(reverse("community:discussion", args=[room_id, discussion_id]))
    return render(request, "community/rename.html", context, status=context["tried"].status)
