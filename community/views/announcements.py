"""Announcements: written on a page of their own by those who lead, read by everybody, and who has seen them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.actions.announcements import PAUSE, NewAnnouncement, acknowledge, remind
from community.actions.posts import write_post
from community.actions.rooms import Written
from community.audience import to_remind, who_has_seen
from community.models import Announcement, Post, Promotion
from community.policies import may_moderate, may_write_in
from community.room_owners import host_of
from community.text import clean, clean_title
from community.views.posts import answer, answer_act, load_post, place_of
from community.views.rooms import load_room, promotion_of, room_crumbs, shut
from community.views.shown import Viewer
from hub.acts import Act
from hub.answers import UNTRIED, attempt, is_sure, keeps_draft, signed_in
from hub.live.commands import new_cid
from hub.models import Person
from hub.panels import Panel


def of_posts(posts: Sequence[Post], viewer: Viewer) -> dict[int, Panel]:
    """Below an announcement: the button, and how many have seen it; seven queries at most, one for none."""
    announcements = list(Announcement.objects.filter(post__in=posts).select_related("post__room"))
    if not announcements:
        return {}
    leads = may_moderate(viewer.person, posts[0].room_id, viewer.now)
    seen = who_has_seen(announcements, viewer.now)
    panels = {}
    for one in announcements:
        mine = viewer.person in seen[one.pk].acknowledged
        own = one.post.author_id == viewer.person.pk
        context = {
            "announcement": one,
            "seen": seen[one.pk],
            "mine": mine,
            "may_say": one.asks and not mine and not own and may_write_in(one.post.room),
            "leads": leads,
        }
        panels[one.post_id] = Panel("community/parts/announcement.html", context)
    return panels


def room_tools(person: Person, promotion: Promotion, now: datetime) -> list[Act]:
    """On the promotion's page, for those who lead it."""
    if not may_write_in(promotion.room) or not may_moderate(person, promotion.room_id, now):
        return []
    hint = _("You then see who has read it.")
    return [Act(_("Make an announcement"), reverse("community:announce", args=[promotion.room_id]), hint, "say")]


@never_cache
@signed_in
@keeps_draft
@require_http_methods(["GET", "HEAD", "POST"])
def announce(request: HttpRequest, room_id: int) -> HttpResponse:
    """GET shows the form; POST announces, in the room's first discussion."""
    now = timezone.now()
    room = load_room(request, room_id, now)
    promotion = promotion_of(room)
    if shut(request, room) or not may_moderate(request.user, room_id, now):
        raise Http404
    typed: dict[str, str] = {"cid": new_cid(), "asks": "1"}
    tried = UNTRIED
    if request.method == "POST":
        typed = {name: str(value) for name, value in request.POST.items()}
        tried = attempt(announce_typed, actor=request.user, room_id=room_id, typed=typed, now=now)
        if tried.ok:
            return answer(request, tried.done)
        if tried.code == "cid_reused":
            typed["cid"] = new_cid()
    context = {"room": room, "promotion": promotion, "typed": typed, "tried": tried}
    return render(request, "community/announce.html", context, status=tried.status)


def announce_typed(*, actor: Person, room_id: int, typed: dict[str, str], now: datetime) -> Written:
    """A title and a text, as one message with what asks for an answer; raises Refusal."""
    body = f"{clean_title(typed.get('title', ''))}\n\n{clean(typed.get('body', ''))}"
    facts = {"cid": typed.get("cid", ""), "sure": is_sure(typed), "now": now}
    parts = [NewAnnouncement(asks=bool(typed.get("asks")))]
    return write_post(actor=actor, room_id=room_id, body=body, parts=parts, **facts)


@never_cache
@signed_in
@require_POST
def say_read(request: HttpRequest, room_id: int, post_id: int) -> HttpResponse:
    """“I have read it”; the address says which words that means, for scripts as well, and where a refusal shows them."""
    post = load_post(request, room_id, post_id)
    facts = {"actor": request.user, "post_id": post.pk, "wording": request.GET.get("wording")}
    return answer_act(request, post, attempt(acknowledge, **facts, now=timezone.now()))


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def seen(request: HttpRequest, room_id: int, post_id: int) -> HttpResponse:
    """GET shows those who lead who has seen it; POST reminds the others by mail."""
    now = timezone.now()
    post = load_post(request, room_id, post_id)
    announcement = Announcement.objects.filter(post=post).first() if post.stands else None
    if announcement is None or not may_moderate(request.user, room_id, now):
        raise Http404
    announcement.post = post
    tried = UNTRIED
    if request.method == "POST":
        tried = attempt(remind, actor=request.user, post_id=post.pk, now=now)
        if tried.ok:
            return redirect("community:seen", room_id, post_id)
    context = {**seen_context(announcement, now), "tried": tried, "place": place_of(post)}
    return render(request, "community/seen.html", context, status=tried.status)


def seen_context(announcement: Announcement, now: datetime) -> dict[str, Any]:
    """Who has seen it, who hears of it again, and when that was or can be."""
    room = announcement.post.room
    found = who_has_seen([announcement], now)[announcement.pk]
    last = announcement.reminded_at
    return {
        "announcement": announcement,
        "post": announcement.post,
        "seen": found,
        "late": to_remind(announcement, found),
        "reminded": last and last.astimezone(ZoneInfo(room.branch.zone)),
        "may_remind": may_write_in(room) and (last is None or last + PAUSE <= now),
        "crumbs": room_crumbs(host_of(room.pk), str(announcement.post.discussion)),
    }
