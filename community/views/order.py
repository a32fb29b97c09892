"""Order in a room: messages and discussions are pinned, discussions are closed and opened."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.order import lock_discussion, pin_discussion, pin_post, unlock_discussion, unpin_post
from community.models import Discussion, Post, Room
from community.policies import may_moderate, may_write_in
from community.unread import count_unread
from community.views.acts import viewer_of
from community.views.listed import show_discussions
from community.views.posts import load_post, place_of
from community.views.rooms import load_room, shut
from community.views.shown import show_pins
from hub.acts import Act
from hub.answers import UNTRIED, SeeOther, attempt, read_number, signed_in
from hub.errors import Refusal
from hub.models import Person


def of_message(person: Person, post: Post) -> list[Act]:
    """Those who keep order may put it on top of the room."""
    now = timezone.now()
    if not post.stands or not may_write_in(post.room) or not may_moderate(person, post.room_id, now):
        return []
    label = _("Pin to the top of the room") if post.pinned_at is None else _("Unpin")
    return [Act(label, reverse("community:pin", args=[post.room_id, post.pk]))]


def load_room_in_order(request: HttpRequest, room_id: int) -> Room:
    """A room that this person keeps in order, as long as it is written in; 404 otherwise, for a form only before it is sent."""
    now = timezone.now()
    room = load_room(request, room_id, now)
    if shut(request, room) or not may_moderate(request.user, room_id, now):
        raise Http404
    return room


@never_cache
@signed_in
@require_safe
def around(request: HttpRequest, room_id: int) -> HttpResponse:
    """The pinned messages and the discussions as the page of one `discussion` shows them."""
    room = load_room(request, room_id, timezone.now())
    try:
        here = read_number(request.GET.dict(), "discussion")
    except Refusal as refusal:
        raise Http404 from refusal
    unread = count_unread(request.user, [room.pk]).get(room.pk, {})
    context = {
        "room": room,
        "pins": show_pins(room.pk),
        "discussions": show_discussions(room.pk, viewer_of(request, room), unread, here),
        "here": here,
    }
    return render(request, "community/parts/around.html", context)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def pin(request: HttpRequest, room_id: int, post_id: int) -> HttpResponse:
    """GET asks; POST pins (`act` is `pin`) or unpins (`unpin`)."""
    load_room_in_order(request, room_id)
    post = load_post(request, room_id, post_id)
    context: dict[str, Any] = {"post": post, "place": place_of(post), "tried": UNTRIED}
    if request.method == "POST":
        act = unpin_post if request.POST.get("act") == "unpin" else pin_post
        context["tried"] = attempt(act, actor=request.user, post_id=post.pk, now=timezone.now())
        if context["tried"].ok:
            return SeeOther(place_of(post))
        context |= {"pins": show_pins(room_id), "room": post.room}
    elif not post.stands:
        raise Http404
    return render(request, "community/pin.html", context, status=context["tried"].status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def discussion(request: HttpRequest, room_id: int, discussion_id: int) -> HttpResponse:
    """A page with two buttons: first in the list or not, closed or open (`act` is one of four words)."""
    room = load_room_in_order(request, room_id)
    found = Discussion.objects.filter(pk=discussion_id, room=room).select_related("locked_by").first()
    if found is None:
        raise Http404
    tried = UNTRIED
    if request.method == "POST":
        tried = attempt(carry_out, act=request.POST.get("act", ""), actor=request.user, found=found)
        if tried.ok:
            return SeeOther(reverse("community:discussion", args=[room_id, discussion_id]))
    context = {"room": room, "discussion": found, "tried": tried}
    return render(request, "community/order.html", context, status=tried.status)


def carry_out(act: str, actor: Person, found: Discussion) -> None:
    """One of the four; raises Refusal."""
    facts: dict[str, Any] = {"actor": actor, "discussion_id": found.pk, "now": timezone.now()}
    match act:
        case "pin" | "unpin":
            pin_discussion(pinned=act == "pin", **facts)
        case "lock":
            lock_discussion(**facts)
        case "unlock":
            unlock_discussion(**facts)
        case _:
            raise Refusal("malformed", _("This request is damaged."))
