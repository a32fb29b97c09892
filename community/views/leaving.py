"""The way out of a promotion, for whoever is there of their own accord: what stays, what goes, and that it is done."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.actions.leaving import leave_promotion
from community.home_forms import LeaveForm
from community.models import Export, Membership, Post, Promotion
from community.policies import OWN_ROLES, may_leave
from hub.answers import INVALID, UNTRIED, attempt, signed_in


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, promotion_id: int) -> HttpResponse:
    """GET says what it means, or that one has left; POST leaves."""
    now, me = timezone.now(), request.user
    been = Membership.objects.filter(person=me, role__in=OWN_ROLES, starts_at__lte=now)
    promotion = Promotion.objects.select_related("branch", "room").filter(pk=promotion_id, memberships__in=been).first()
    if promotion is None:
        raise Http404
    roles = Membership.objects.current(now).filter(person=me, promotion=promotion).values_list("role", flat=True)
    inside = bool(roles)
    if inside and not may_leave(roles):
        raise Http404
    form, tried = LeaveForm(initial={"words": "keep"}), UNTRIED
    if request.method == "POST":
        form, tried = LeaveForm(request.POST), INVALID
        if form.is_valid() or not inside:
            erase = form.cleaned_data.get("words") == "erase"
            tried = attempt(leave_promotion, actor=me, promotion_id=promotion.pk, erase=erase, now=now)
            if tried.ok:
                return redirect("community:leave", promotion_id)
            form.add_error(None, tried.refusal)
    context: dict[str, Any] = {"promotion": promotion, "inside": inside, "form": form}
    if inside:
        context["messages"] = Post.objects.filter(room=promotion.room, author=me, deleted_at=None).count()
        context["copy"] = Export.objects.visible_to(me, now).filter(room=promotion.room).exists()
    context["crumbs"] = (
        [{"label": promotion.title, "url": reverse("community:promotion", args=[promotion.pk])}] if inside else []
    )
    context["crumbs"].append({"label": _("Leave this promotion"), "url": None})
    return render(request, "community/leave.html", context, status=tried.status)
