"""A room's page, and how far one has read it."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.actions.reading import mark_read
from community.latest_moves import Moved, latest_move
from community.models import Discussion, Membership, Post, Promotion, Room
from community.policies import may_moderate, may_rename, may_write_in
from community.room_owners import Host, host_of
from community.topics import badges_of
from community.unread import count_unread
from community.views.composer import show_composer
from community.views.listed import show_discussions
from community.views.shown import (
    Viewer,
    blank_post,
    colour,
    initials,
    show_left,
    show_pins,
    show_posts,
)
from community.views.windows import END, choose_window
from hub.acts import Act
from hub.answers import UNTRIED, Tried, read_input, read_number, refuse, signed_in, wants_json
from hub.errors import Refusal
from hub.live.rights import Place, places_of
from hub.models import Person
from hub.parts import parts


def load_room(request: HttpRequest, room_id: int, now: datetime) -> Room:
    """The room, if this person may read it; 404 otherwise."""
    room = Room.objects.visible_to(request.user, now).select_related("branch").filter(pk=room_id).first()
    if room is None:
        raise Http404
    return room


def shut(request: HttpRequest, room: Room) -> bool:
    """Whether a form of an archived room is not shown; what was typed before comes back with the reason all the same."""
    return request.method != "POST" and not may_write_in(room)


def promotion_of(room: Room) -> Promotion:
    """The promotion whose room it is; 404 where it is not a promotion's: what is asked for is for these alone."""
    promotion = host_of(room.pk).promotion
    if promotion is None:
        raise Http404
    return promotion


def choose_discussion(room: Room, discussion_id: int | None, unread: dict[int, int]) -> Discussion:
    """The one that is asked for; failing that, one with something new, failing that the one written in last."""
    rows = Discussion.objects.filter(room=room).order_by("-last_seq", "-pk")
    if discussion_id is not None:
        found = rows.filter(pk=discussion_id).first()
    else:
        found = rows.filter(pk__in=list(unread)).first() or rows.first()
    if found is None:
        raise Http404
    return found


@never_cache
@signed_in
@require_safe
def show(request: HttpRequest, room_id: int, discussion_id: int | None = None) -> HttpResponse:
    """One discussion of the room, from the first unread post; an address of a message that was moved follows it."""
    moved = moved_away(request, room_id, discussion_id)
    if moved is not None:
        return redirect("community:message", room_id, moved.pk)
    return render_room(request, room_id, discussion_id)


def moved_away(request: HttpRequest, room_id: int, discussion_id: int | None) -> Post | None:
    """The message that the address asks for, where it stands in another discussion of a room of this person's."""
    try:
        seq = read_number(dict(request.GET.items()), "message")
    except Refusal:
        return None
    if seq is None or discussion_id is None:
        return None
    rooms = Room.objects.visible_to(request.user, timezone.now()).filter(pk=room_id)
    return Post.objects.filter(room__in=rooms, seq=seq).exclude(discussion=discussion_id).first()


def render_room(
    request: HttpRequest,
    room_id: int,
    discussion_id: int | None,
    *,
    typed: dict[str, str] | None = None,
    tried: Tried = UNTRIED,
) -> HttpResponse:
    """The page; with a refusal it keeps what was typed."""
    now = timezone.now()
    room = load_room(request, room_id, now)
    # The cursor is read before the posts: what comes between is sent again, and recognised.
    cursor = places_of([room.key]).get(room.key, Place())
    unread = count_unread(request.user, [room.pk]).get(room.pk, {})
    discussion = choose_discussion(room, discussion_id, unread)
    context = room_context(request, room, discussion, unread, now)
    composer = show_composer(request, room, discussion, typed or {}, tried)
    facts = {**context, "cursor": cursor, "composer": composer}
    return render(request, "community/room.html", facts, status=tried.status)


def room_context(
    request: HttpRequest, room: Room, discussion: Discussion, unread: dict[int, int], now: datetime
) -> dict[str, Any]:
    """What the page shows, and where its script finds things."""
    host = host_of(room.pk)
    viewer = Viewer(request.user, ZoneInfo(room.branch.zone), now, badges_of(room.pk))
    moderates = may_moderate(request.user, room.pk, now)
    first = Post.objects.unread_by(request.user.pk).filter(discussion=discussion).in_order().first()
    try:
        window = choose_window(request, discussion, first.seq if first else 0)
    except Refusal as refusal:
        raise Http404 from refusal
    context = {
        "room": room,
        "host": host,
        "mentors": Membership.objects.current(now).mentors().filter(promotion__room=room).count(),
        "discussion": discussion,
        "discussions": show_discussions(room.pk, viewer, unread, discussion.pk),
        "unread": unread.get(discussion.pk, 0),
        "window": window,
        "left": show_left(discussion, after=window.older, before=window.newer or END),
        "posts": show_posts(window.posts, viewer, first.seq if first else 0),
        "blank": blank_post(viewer),
        "me_initials": initials(request.user.peer_name),
        "me_colour": colour(request.user.pk),
        "last_seq": window.posts[-1].seq if window.posts else 0,
        "may_write": may_write_in(room),
        "may_rename": may_rename(request.user, discussion, room, moderates=moderates),
        "may_moderate": moderates,
        "locked_by": discussion.locked_by if discussion.is_locked else None,
        "pins": show_pins(room.pk),
        "crumbs": room_crumbs(host, str(discussion)),
        "neighbours": neighbours_of(request, host, now),
        **welcome(request),
    }
    context["shows_new"] = any(one.first_new for one in context["posts"])
    return {**context, "moved": moved_here(request.user, context, now)}


def moved_here(person: Person, context: dict[str, Any], now: datetime) -> Moved | None:
    """What this person has just moved to or from what a page shows, where it can still be put back."""
    touched = context["left"] or any(post.moved_from_id for post in context["window"].posts)
    if not (touched and context["may_moderate"] and context["may_write"]):
        return None
    moved = latest_move(person.pk, context["room"].key, now)
    return moved if moved is not None and moved.source else None


def welcome(request: HttpRequest) -> dict[str, Any]:
    """For whoever has just come in by an invitation: what may wait until the first message is written."""
    if "bienvenue" not in request.GET:
        return {"welcome": False}
    return {"welcome": True, "first_steps": [act for part in parts("first_steps") for act in part(request.user)]}


def neighbours_of(request: HttpRequest, host: Host, now: datetime) -> list[Act]:
    """What a promotion can do beside writing."""
    if host.promotion is None:
        return []
    return [act for part in parts("composer_neighbours") for act in part(request.user, host.promotion, now)]


def room_crumbs(host: Host, label: str) -> list[dict[str, Any]]:
    """The way to a discussion, or to another page about a room."""
    return [{"label": host.title, "url": host.url}, {"label": label, "url": None}]


@never_cache
@signed_in
@require_POST
def read(request: HttpRequest, room_id: int, discussion_id: int) -> HttpResponse:
    """Notes how far one has read a discussion: `seq`."""
    now = timezone.now()
    try:
        seq = read_number(read_input(request), "seq") or 0
        grew = mark_read(actor=request.user, room_id=room_id, places={discussion_id: seq}, now=now)
    except Refusal as refusal:
        return refuse(refusal) if wants_json(request) else missing(refusal)
    if wants_json(request):
        return JsonResponse({"grew": grew})
    return redirect("community:discussion", room_id, discussion_id)


@never_cache
@signed_in
@require_POST
def read_all(request: HttpRequest, room_id: int) -> HttpResponse:
    """Everything in this room is read, up to `seq`, where it stood when the page was shown: what came since is news."""
    discussions = Discussion.objects.filter(room=room_id).values_list("pk", flat=True)
    try:
        places = dict.fromkeys(discussions, read_number(read_input(request), "seq") or 0)
        mark_read(actor=request.user, room_id=room_id, places=places, now=timezone.now())
    except Refusal as refusal:
        return missing(refusal)
    return redirect("community:room", room_id)


def missing(refusal: Refusal) -> HttpResponse:
    """A form's post to what is not there for this person."""
    raise Http404(refusal.code) from refusal
