"""The need meter for the team: who waits and who is free, branch by branch, and a form to type it."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.actions.needs import type_need
from cms.models import Need
from cms.need_forms import NeedForm
from cms.views.rows import calls_of, crumbs
from hub.answers import INVALID, UNTRIED, attempt, signed_in
from hub.models import Branch, Entry

LAST = 10


def rows_of(needs: list[Need], today: date) -> list[dict[str, Any]]:
    """Each need, whether the public reads it, and whether it is too old for that."""
    return [{"need": one, "public": one.is_public(today), "stale": one.is_stale(today)} for one in needs]


def typed_last(needs: list[Need]) -> list[dict[str, Any]]:
    """Who typed what, the latest first, as the journal has it."""
    by_key = {one.pk: one for one in needs}
    lines = Entry.objects.filter(verb="need.typed", target_type="cms.need", target_id__in=by_key)
    return [
        {"entry": one, "need": by_key[one.target_id], "day": date.fromisoformat(one.codes["counted_on"])}
        for one in lines.select_related("actor").order_by("-at", "-pk")[:LAST]
        if one.target_id is not None
    ]


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def needs(request: HttpRequest) -> HttpResponse:
    """GET shows the figures of one's branches, POST types those of one."""
    now = timezone.now()
    branches = list(Branch.objects.filter(pk__in=calls_of(request, now)).in_order())
    today = timezone.localdate(now)
    form, tried = NeedForm(branches=branches, today=today), UNTRIED
    if request.method == "POST":
        form, tried = NeedForm(request.POST, branches=branches, today=today), INVALID
        if form.is_valid():
            facts = {"branch_id": form.branch_id(), "typed": form.typed(), "now": now}
            tried = attempt(type_need, actor=request.user, **facts)
        if tried.ok:
            return redirect("cms:needs")
        if tried.refusal:
            form.add_error("place", tried.refusal)
    found = Need.objects.filter(branch__in=branches).select_related("branch", "actor").order_by("branch", "language")
    shown = list(found)
    context = {
        "rows": rows_of(shown, today),
        "typed": typed_last(shown),
        "form": form,
        "crumbs": crumbs(_("Who waits for a mentor")),
    }
    return render(request, "cms/team/needs.html", context, status=tried.status)
