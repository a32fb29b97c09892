"""What one may do with one message, on a page of its own; and a message alone, for a page that shows it already."""

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.models import Hiding, Post, Room
from community.policies import may_change_post, may_delete_post, may_moderate, may_read_hidden, may_write_in
from community.room_owners import host_of
from community.topics import badges_of
from community.views.posts import load_post, place_of
from community.views.rooms import room_crumbs
from community.views.shown import Viewer, show_posts
from hub.acts import Act
from hub.answers import signed_in
from hub.models import Person
from hub.parts import parts


def of_message(person: Person, post: Post) -> list[Act]:
    """What everybody may do, and more with one's own words."""
    if not may_write_in(post.room) or post.deleted_at is not None:
        return []
    if post.hidden_for:
        erase = Act(_("Delete"), reverse("community:delete", args=[post.room_id, post.pk]))
        return [erase] if may_delete_post(person, post) else []
    room, discussion = post.room_id, post.discussion_id
    reply = reverse("community:discussion", args=[room, discussion]) + f"?repondre={post.seq}#ecrire"
    acts = [Act(_("Reply"), reply)]
    if may_change_post(person, post):
        acts.append(Act(_("Edit"), reverse("community:edit", args=[room, post.pk])))
        acts.append(Act(_("Delete"), reverse("community:delete", args=[room, post.pk])))
    return acts


def viewer_of(request: HttpRequest, room: Room) -> Viewer:
    """Who looks at a room."""
    return Viewer(request.user, ZoneInfo(room.branch.zone), timezone.now(), badges_of(room.pk))


def read_hiding(person: Person, post: Post) -> Hiding | None:
    """Why it was hidden, with its text, for those who may still read that."""
    if not post.hidden_for or not may_read_hidden(person, post, timezone.now()):
        return None
    return Hiding.objects.filter(post=post).first()


@never_cache
@signed_in
@require_safe
def show(request: HttpRequest, room_id: int, post_id: int) -> HttpResponse:
    """The message, who has answered it with a word, and everything that this person may do with it."""
    post = load_post(request, room_id, post_id)
    item = show_posts([post], viewer_of(request, post.room))[0]
    context = {
        "post": post,
        "item": item,
        "given": [reaction for reaction in item.reactions if reaction.count and post.stands],
        "acts": [act for part in parts("message_actions") for act in part(request.user, post)],
        "place": place_of(post),
        "hiding": read_hiding(request.user, post),
        "branch": post.room.branch,
        "crumbs": room_crumbs(host_of(room_id), str(post.discussion)),
    }
    return render(request, "community/acts.html", context)


@never_cache
@signed_in
@require_safe
def fragment(request: HttpRequest, room_id: int, post_id: int) -> HttpResponse:
    """The message as the room's page shows it to this person now."""
    post = load_post(request, room_id, post_id)
    context = {
        "room": post.room,
        "discussion": post.discussion,
        "may_write": may_write_in(post.room),
        "may_moderate": may_moderate(request.user, room_id, timezone.now()),
        "item": show_posts([post], viewer_of(request, post.room))[0],
    }
    return render(request, "community/parts/post.html", context)
