"""Reports, for whoever looks into them: the list, and one of them."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.reports import handle_report
from community.models import Report
from community.order_forms import HandleForm
from community.policies import may_moderate
from community.room_owners import host_of, with_hosts
from hub.answers import attempt, signed_in
from hub.policies import may_see_team

HANDLED = 50


@never_cache
@signed_in
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Those that wait, the oldest first; then what was handled last."""
    now = timezone.now()
    if not may_see_team(request.user, on=timezone.localdate(now)):
        raise Http404
    rows = Report.objects.visible_to(request.user, now)
    rows = rows.select_related("person", "reporter", "handled_by")
    context = {
        "waiting": with_hosts(rows.open().order_by("created_at", "pk")),
        "handled": with_hosts(rows.filter(handled_at__isnull=False).order_by("-handled_at", "-pk")[:HANDLED]),
    }
    return render(request, "community/reports.html", context)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    """What was reported, and, while it waits, the form that says what was done."""
    now = timezone.now()
    rows = Report.objects.visible_to(request.user, now).select_related(
        "room__branch", "person", "reporter", "handled_by", "post"
    )
    found = rows.filter(pk=report_id).first()
    if found is None:
        raise Http404
    form = HandleForm(request.POST or None)
    context: dict[str, Any] = {
        "report": found,
        "form": form,
        "host": host_of(found.room_id),
        "zone": ZoneInfo(found.room.branch.zone),
        "may_moderate": may_moderate(request.user, found.room_id, now),
        "may_see_team": may_see_team(request.user, on=timezone.localdate(now)),
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "community/report_handle.html", context, status=422 if form.errors else 200)
    tried = attempt(handle_report, actor=request.user, report_id=found.pk, now=now, **form.cleaned_data)
    if tried.ok:
        return redirect("community:report", report_id)
    form.add_error(None, tried.refusal)
    return render(request, "community/report_handle.html", context, status=tried.status)
