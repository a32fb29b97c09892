"""The way out of a promotion, for whoever is there of their own accord: what stays, what goes, and that it is done."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.actions.leaving import leave_promotion, words_for_duo
from community.home_forms import LeaveForm
from community.models import Export, Journey, Membership, Post, Promotion, Stage
from community.models.traces import has_traces
from community.policies import may_leave
from hub.answers import INVALID, UNTRIED, attempt, signed_in
from hub.models import Person
from hub.panels import Panel
from hub.parts import parts
from hub.policies import branches_of_team


def load_promotion_of(me: Any, promotion_id: int, now: datetime) -> tuple[Promotion, bool]:
    """A promotion one came to of one's own accord, and whether one is in it; 404 otherwise, and for its team."""
    been = Membership.objects.own_of(me, now)
    promotion = Promotion.objects.select_related("branch", "room").filter(pk=promotion_id, memberships__in=been).first()
    if promotion is None:
        raise Http404
    roles = Membership.objects.current(now).filter(person=me, promotion=promotion).values_list("role", flat=True)
    inside = bool(roles)
    if inside and not may_leave(roles):
        raise Http404
    return promotion, inside


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, promotion_id: int) -> HttpResponse:
    """GET says what it means, or that one has left; POST leaves, or takes one's name off what is left there."""
    now, me = timezone.now(), request.user
    promotion, inside = load_promotion_of(me, promotion_id, now)
    asks = inside or has_traces(promotion.room, me)
    if request.method == "POST" and not asks:
        return redirect("community:leave", promotion_id)
    form, tried = LeaveForm(initial={"words": "keep"}), UNTRIED
    if request.method == "POST":
        form, tried = LeaveForm(request.POST), INVALID
        if form.is_valid():
            erase = form.cleaned_data["words"] == "erase"
            tried = attempt(leave_promotion, actor=me, promotion_id=promotion.pk, erase=erase, now=now)
            if tried.ok:
                return redirect("community:leave", promotion_id)
            form.add_error(None, tried.refusal)
    context = {"promotion": promotion, "inside": inside, "asks": asks, "form": form}
    context |= what_it_means(me, promotion, now) if asks else {}
    crumbs = [{"label": promotion.title, "url": reverse("community:promotion", args=[promotion.pk])}] if inside else []
    context["crumbs"] = [*crumbs, {"label": _("Leave this promotion"), "url": None}]
    return render(request, "community/leave.html", context, status=tried.status)


def what_it_means(me: Person, promotion: Promotion, now: datetime) -> dict[str, Any]:
    """What the page says before one decides: one's messages, one's copy, what else ends with it, and what stays open."""
    journey = Journey.objects.filter(person=me).exclude(stage=Stage.LEFT).first()
    leaving = list(Membership.objects.current(now).filter(person=me, promotion=promotion).values_list("pk", flat=True))
    last = journey is not None and journey.ends_with(promotion, now)
    return {
        "messages": Post.objects.filter(room=promotion.room, author=me, deleted_at=None).count(),
        "copy": Export.objects.visible_to(me, now).filter(room=promotion.room).exists(),
        "panels": panels_of(me, promotion, leaving, now) if leaving else [],
        "last": last,
        "talk_first": words_for_duo(promotion, now) if last and journey and journey.stage == Stage.DUO else "",
        "keeps": promotion.branch_id in branches_of_team(me, on=timezone.localdate(now)),
    }


def panels_of(person: Person, promotion: Promotion, leaving: list[int], now: datetime) -> list[Panel]:
    """What other apps say before these memberships end."""
    return [panel for part in parts("leaving_panels") if (panel := part(person, promotion, leaving, now))]
