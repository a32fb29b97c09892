"""Many events from one table: a dry run line by line, then all that is right at once."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.models import Audience
from events.actions.plan import plan_events
from events.models import Event
from events.table_forms import Line, Reader
from events.tables import COLUMNS, EXAMPLES, NEEDED, SHAPE
from events.views.backstage import crumbs, lists_of
from hub.answers import UNTRIED, attempt, signed_in
from hub.spreadsheets import write_table
from hub.tables import read_rows, uploaded

MOST_BYTES = 500_000
SOON = timedelta(weeks=3)


def read_lines(*, request: HttpRequest, now: datetime) -> dict[str, Any]:
    """The dry run: every line, what it would make, and the text for the page to keep. Raises TableRefusal."""
    text = uploaded(request.FILES.get("table"), request.POST.get("text", ""), MOST_BYTES)
    lines = Reader(**lists_of(request, now), now=now).read(read_rows(text, SHAPE))
    return {
        "text": text,
        "fresh": [line for line in lines if line.fresh],
        "wrong": [line for line in lines if line.errors],
        "there": [line for line in lines if line.known or line.twin],
    }


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """GET says what a table holds; POST lists what it would make; POST with `make` makes it."""
    now = timezone.now()
    lists, tried = lists_of(request, now), UNTRIED
    if request.method == "POST":
        tried = attempt(read_lines, request=request, now=now)
    found = tried.done
    if found and found["fresh"] and "make" in request.POST:
        plans = [published(line, request) for line in found["fresh"]]
        tried = attempt(plan_events, actor=request.user, plans=plans, now=now)
        if tried.ok:
            month = found["fresh"][0].shown.start
            return redirect(f"{reverse('agenda:team')}?mois={month:%Y-%m}")
    context = {"found": found, "refusal": tried.refusal, "crumbs": crumbs(_("Events from a table"))}
    if not found:
        reader = Reader(**lists, now=now)
        context["columns"] = [
            {"label": label, "needed": name in NEEDED, "words": reader.allowed(name), "example": EXAMPLES.get(name, "")}
            for name, label in COLUMNS.items()
        ]
    return render(request, "events/table.html", context, status=tried.status)


def published(line: Line, request: HttpRequest) -> Any:
    """What a line makes: for all to see, or as a draft."""
    return replace(line.plan, published=request.POST["make"] == "publish")


@never_cache
@signed_in
@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """A table to begin with, in the reader's language; its dates are still to come."""
    now = timezone.now()
    branch = lists_of(request, now)["branches"][0]
    day = timezone.localdate(now) + SOON
    shared = {"branch": str(branch), "place": _("Our branch"), "address": branch.address, "seats_in_person": "12"}
    rows = [
        {"day": f"{day:%d/%m/%Y}", "from": "18:00", "until": "20:00", "title": _("Reading a CV"), "kind": "workshop"},
        {"day": f"{day + SOON:%d/%m/%Y}", "from": "18:30", "until": "20:30", "title": _("Apéro"), "kind": "apero"},
    ]
    for row in rows:
        row |= {**shared, "kind": str(Event.Kind(row["kind"]).label), "audience": str(Audience.BRANCH.label)}
    table = [[str(label) for label in COLUMNS.values()], *([row.get(name, "") for name in COLUMNS] for row in rows)]
    answer = HttpResponse(write_table(table), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="exemple.csv"'
    return answer
