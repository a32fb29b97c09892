"""Where applications come from: from the page to the training, call by call and source by source."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.actions.sources import end_source, keep_source
from cms.funnel import STEPS, Line, count_calls, lines_of, total
from cms.models import Call, CallPage, PageDay
from cms.models.sources import POSTER
from cms.team_forms import SourceForm
from cms.views.interviews import number_of
from cms.views.rows import calls_of, crumbs, name_of
from hub.answers import INVALID, UNTRIED, Tried, attempt, signed_in
from hub.links import absolute
from hub.spreadsheets import write_table

FULL = 100


def calls_in(request: HttpRequest, now: datetime, **where: Any) -> list[Call]:
    """The calls of one's branches, the latest first; 404 for who handles none, or asks for another's."""
    calls = Call.objects.filter(branch__in=calls_of(request, now), **where)
    found = list(calls.select_related("branch", "promotion__branch").order_by("-deadline", "-pk"))
    if where and not found:
        raise Http404
    return found


def bars(lines: list[Line]) -> list[dict[str, Any]]:
    """Each step with its number, and how wide its bar is, of a hundred."""
    numbers = total(lines)
    most = max([numbers[step.key] for step in STEPS] + [1])
    return [{"step": step, "number": numbers[step.key], "width": numbers[step.key] * FULL // most} for step in STEPS]


@never_cache
@signed_in
@require_safe
def origins(request: HttpRequest) -> HttpResponse:
    """All the calls of one's branches, each with what it has brought."""
    now = timezone.now()
    calls = calls_in(request, now)
    lines = lines_of(calls, count_calls(call.pk for call in calls))
    rows = [
        {"call": call, "name": name_of(call), "cells": Line(call, "", "", total(lines[call.pk])).cells}
        for call in calls
    ]
    context = {
        "rows": rows,
        "steps": bars([line for call in calls for line in lines[call.pk]]),
        "now": now,
        "crumbs": crumbs(_("Where applications come from")),
    }
    return render(request, "cms/team/origins.html", context)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def call_origins(request: HttpRequest, call_id: int) -> HttpResponse:
    """One call by source, with the links to share; POST keeps a source or ends one."""
    now = timezone.now()
    (call,) = calls_in(request, now, pk=call_id)
    form, tried = SourceForm(request.POST if "name" in request.POST else None), UNTRIED
    if request.method == "POST":
        tried = change_sources(request, call, form, now)
        if tried.ok:
            return redirect("cms:call_origins", call.pk)
        if form.is_bound and tried.refusal:
            form.add_error("name", tried.refusal)
    lines = lines_of([call], count_calls([call.pk]))[call.pk]
    shared = CallPage.objects.live().filter(call=call).exists()
    context = {
        "call": call,
        "name": name_of(call),
        "lines": lines,
        "steps": bars(lines),
        "links": links_of(call) if shared else [],
        "first": PageDay.objects.filter(call=call).order_by("day").values_list("day", flat=True).first(),
        "form": form,
        "now": now,
        "crumbs": crumbs(_("Where applications come from"), call=call),
    }
    return render(request, "cms/team/call_origins.html", context, status=tried.status)


def change_sources(request: HttpRequest, call: Call, form: SourceForm, now: datetime) -> Tried:
    """A source more, or one that counts no longer."""
    facts: dict[str, Any] = {"actor": request.user, "call_id": call.pk, "now": now}
    if not form.is_bound:
        return attempt(end_source, source_id=number_of(request, "end"), **facts)
    return attempt(keep_source, name=form.cleaned_data["name"], **facts) if form.is_valid() else INVALID


def links_of(call: Call) -> list[dict[str, Any]]:
    """Each source one can share: its address, its poster, and its key where it can be ended."""
    kept = [(one.word, one.name, one.pk) for one in call.sources.open().order_by("name", "pk")]
    poster = reverse("cms:poster", args=[call.pk])
    return [
        {
            "word": word,
            "name": name,
            "key": key,
            "link": absolute(reverse("cms_sharing:short_from", args=[call.pk, word])),
            "poster": poster if word == POSTER else f"{poster}?source={word}",
        }
        for word, name, key in [(POSTER, _("Poster"), None), *kept]
    ]


@never_cache
@signed_in
@require_safe
def origins_file(request: HttpRequest, call_id: int | None = None) -> HttpResponse:
    """The same numbers for a spreadsheet, one line per call and source; of one call, or of all."""
    now = timezone.now()
    calls = calls_in(request, now, **({"pk": call_id} if call_id else {}))
    lines = lines_of(calls, count_calls(call.pk for call in calls))
    head = [_("Call"), _("Branch"), _("Source"), _("Word in the address"), *(str(step.name) for step in STEPS)]
    rows = [
        [name_of(call), str(call.branch), str(line.name), line.word, *(number for _name, number in line.cells)]
        for call in calls
        for line in lines[call.pk]
    ]
    answer = HttpResponse(write_table([head, *rows]), content_type="text/csv; charset=utf-8")
    day = timezone.localdate(now).isoformat()
    name = f"{day}-{call_id}" if call_id else day
    answer["Content-Disposition"] = f'attachment; filename="sources-{name}.csv"'
    return answer
