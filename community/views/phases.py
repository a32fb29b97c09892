"""The life of a promotion on pages: archived by its team, opened again; and who has not been heard of."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.phases import archive_promotion, reopen_promotion
from community.models import Promotion
from community.phases import last_word, phase_of
from community.policies import may_moderate, may_write_in
from community.silence import silent_in
from community.views.promotions import load_promotion
from community.views.shown import Viewer
from hub.acts import Act
from hub.answers import UNTRIED, attempt, signed_in
from hub.models import Person

DAYS = (30, 60)


def tool(person: Person, promotion: Promotion, now: datetime) -> list[Act]:
    """What those who keep order find on the promotion's page."""
    if not may_moderate(person, promotion.room_id, now):
        return []
    label = _("Open this promotion again") if promotion.room.is_archived else _("Archive this promotion")
    hint = _("For members without an e-mail address: they tell you, you write.")
    write_for = Act(_("Write for somebody"), reverse("community:write_for", args=[promotion.room_id]), hint, "say")
    return [
        *([write_for] if may_write_in(promotion.room) else []),
        Act(_("Who has not been heard of"), reverse("community:silent", args=[promotion.pk]), group="people"),
        Act(label, reverse("community:archive", args=[promotion.pk]), group="whole"),
    ]


def load_own(request: HttpRequest, promotion_id: int, now: datetime) -> Promotion:
    """A promotion whose room this person keeps in order; 404 otherwise."""
    promotion = load_promotion(request, promotion_id, now)
    if not may_moderate(request.user, promotion.room_id, now):
        raise Http404
    return promotion


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, promotion_id: int) -> HttpResponse:
    """GET says what will happen; POST archives (`act` is `archive`) or opens again (`reopen`)."""
    now = timezone.now()
    promotion = load_own(request, promotion_id, now)
    last = last_word(promotion)
    viewer = Viewer(request.user, ZoneInfo(promotion.branch.zone), now)
    context: dict[str, Any] = {
        "promotion": promotion,
        "phase": phase_of(promotion, last, now),
        "last": viewer.since(last) if last else "",
        "tried": UNTRIED,
    }
    if request.method == "POST":
        act = reopen_promotion if request.POST.get("act") == "reopen" else archive_promotion
        context["tried"] = tried = attempt(act, actor=request.user, room_id=promotion.room_id, now=now)
        if tried.ok:
            return redirect("community:promotion", promotion_id)
    return render(request, "community/archive.html", context, status=context["tried"].status)


@never_cache
@signed_in
@require_safe
def silent(request: HttpRequest, promotion_id: int) -> HttpResponse:
    """Whom to call first: those who have written nothing for 30 days, or 60; never what anybody wrote."""
    now = timezone.now()
    promotion = load_own(request, promotion_id, now)
    asked = request.GET.get("jours", "")
    days = int(asked) if asked in {str(one) for one in DAYS} else DAYS[0]
    viewer = Viewer(request.user, ZoneInfo(promotion.branch.zone), now)
    rows, others = silent_in(promotion, timedelta(days=days), now)
    shown = [
        {
            "person": row.person,
            "role": row.get_role_display(),
            "wrote": viewer.since(row.wrote_at) if row.wrote_at else "",
            "read": viewer.since(row.read_at) if row.read_at else "",
            "since": viewer.since(row.starts_at),
        }
        for row in rows
    ]
    context = {"promotion": promotion, "rows": shown, "others": others, "days": days, "choices": DAYS}
    return render(request, "community/silent.html", context)
