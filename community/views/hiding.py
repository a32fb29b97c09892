"""Messages hidden by the team, for a reason that everybody sees, and shown again."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.actions.hiding import hide_post, unhide_post
from community.models import Post
from community.order_forms import HideForm
from community.policies import may_moderate
from community.views.posts import load_post, place_of
from hub.acts import Act
from hub.answers import INVALID, UNTRIED, SeeOther, attempt, signed_in
from hub.models import Person


def of_message(person: Person, post: Post) -> list[Act]:
    """Those who keep order may take it out of sight, or show it again."""
    now = timezone.now()
    if post.deleted_at is not None or not may_moderate(person, post.room_id, now):
        return []
    label = _("Show this message again") if post.hidden_for else _("Hide this message")
    return [Act(label, reverse("community:hide", args=[post.room_id, post.pk]))]


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: HttpRequest, room_id: int, post_id: int) -> HttpResponse:
    """GET asks why, or whether to show it again; POST hides it, or (`act` is `unhide`) shows it."""
    post = load_post(request, room_id, post_id)
    if not may_moderate(request.user, room_id, timezone.now()):
        raise Http404
    form = HideForm(request.POST or None)
    context: dict[str, Any] = {"post": post, "place": place_of(post), "form": form, "tried": UNTRIED}
    if request.method == "POST":
        facts = {"actor": request.user, "post_id": post.pk, "now": timezone.now()}
        if request.POST.get("act") == "unhide":
            context["tried"] = attempt(unhide_post, **facts)
        else:
            context["tried"] = attempt(hide_post, **facts, **form.cleaned_data) if form.is_valid() else INVALID
        if context["tried"].ok:
            return SeeOther(place_of(post))
    elif post.deleted_at is not None:
        raise Http404
    return render(request, "community/hide.html", context, status=context["tried"].status)
