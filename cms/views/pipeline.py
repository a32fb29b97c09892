"""The team's list of applications: whom to call today, and each call step by step."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.alike import pairs_in
from cms.history import undoable
from cms.models import Application, Call
from cms.tabs import BY_WORD, TABS, TODAY, Tab
from cms.views.rows import Row, calls_of, crumbs, files_in, handled, name_of, rows_of
from hub.answers import signed_in

AT_ONCE = 60


@never_cache
@signed_in
@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """Whom to call or answer today, of all the calls; then the calls."""
    now = timezone.now()
    keys = calls_of(request, now)
    rows = rows_of(files_in(keys).waiting(), now)
    due = [row for row in rows if row.is_due]
    calls = list(Call.objects.with_facts().filter(branch__in=keys).order_by("-deadline", "pk"))
    waiting, wanted = (Counter(row.application.call_id for row in some) for some in (rows, due))
    shown = [
        {"call": call, "name": name_of(call), "state": call.state(now), "due": wanted[call.pk], "all": waiting[call.pk]}
        for call in calls
    ]
    writers = (
        Application.objects.in_branches(keys).with_unread().filter(unread__gt=0).select_related("person").order_by("pk")
    )
    context = {**page_of(request, due), "writers": writers, "calls": shown, "done": undoable(request.user, now)}
    context["twins"] = len(pairs_in([row.application for row in rows]))
    return render(request, "cms/team/applications.html", {**context, "tab": TODAY, "crumbs": crumbs()[:1] + last()})


def last() -> list[dict[str, Any]]:
    """Where one is."""
    return [{"url": None, "label": _("Applications")}]


def page_of(request: HttpRequest, rows: list[Row]) -> dict[str, Any]:
    """So many rows at once; a page that does not exist is the nearest one."""
    page = Paginator(rows, AT_ONCE).get_page(request.GET.get("page"))
    return {"page": page, "rows": page.object_list}


def in_tab(rows: list[Row], tab: Tab) -> list[Row]:
    """The rows of one tab."""
    return [row for row in rows if (row.is_due if tab.due else row.application.state in tab.states)]


@never_cache
@signed_in
@require_safe
def pipeline(request: HttpRequest, call_id: int) -> HttpResponse:
    """One call: the steps with their numbers, and who stands at one of them."""
    now = timezone.now()
    call = Call.objects.with_facts().filter(pk=call_id, branch__in=calls_of(request, now)).first()
    if call is None:
        raise Http404
    rows = rows_of(handled(request, now).filter(call=call), now)
    tab = BY_WORD.get(request.GET.get("etape", ""), TODAY)
    context = {
        **page_of(request, in_tab(rows, tab)),
        **call_facts(call, now),
        "tabs": [{"tab": one, "count": len(in_tab(rows, one)), "here": one is tab} for one in TABS],
        "tab": tab,
        "done": undoable(request.user, now, application__call=call),
        "crumbs": crumbs(name_of(call)),
    }
    return render(request, "cms/team/pipeline.html", context)


def call_facts(call: Call, now: datetime) -> dict[str, Any]:
    """What is said of a call above its list."""
    return {"call": call, "name": name_of(call), "state": call.state(now), "facts": call.facts}
