"""Applications from a table: a dry run line by line, then all that is right at once."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.actions.imports import import_applications
from cms.models import Call
from cms.tables import COLUMNS, EXAMPLES, NEEDED, SHAPE, Reader
from cms.views.rows import calls_of, crumbs, name_of
from hub.answers import UNTRIED, attempt, signed_in
from hub.spreadsheets import write_table
from hub.tables import read_rows, uploaded

MOST_BYTES = 1_000_000
SHOWN = 100


def load_call(request: HttpRequest, call_id: int, now: datetime) -> Call:
    """A call of one's branches; 404 otherwise."""
    rows = Call.objects.select_related("branch", "promotion__branch")
    call = rows.filter(pk=call_id, branch__in=calls_of(request, now)).first()
    if call is None:
        raise Http404
    return call


def read_lines(*, request: HttpRequest, call: Call, now: datetime) -> dict[str, Any]:
    """The dry run: what each line would make, and the text for the page to keep. Raises TableRefusal."""
    text = uploaded(request.FILES.get("table"), request.POST.get("text", ""), MOST_BYTES)
    lines = Reader(call, now).read(read_rows(text, SHAPE))
    return {
        "text": text,
        "fresh": [line for line in lines if line.fresh],
        "wrong": [line for line in lines if line.errors],
        "there": [line for line in lines if line.known or line.twin],
        "like": [line for line in lines if line.fresh and line.like],
    }


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, call_id: int) -> HttpResponse:
    """GET says what a table holds; POST lists what it would make; POST with `make` makes it."""
    now = timezone.now()
    call, tried = load_call(request, call_id, now), UNTRIED
    if request.method == "POST":
        tried = attempt(read_lines, request=request, call=call, now=now)
    found = tried.done
    if found and found["fresh"] and "make" in request.POST:
        applicants = [line.applicant for line in found["fresh"]]
        tried = attempt(import_applications, actor=request.user, call_id=call_id, applicants=applicants, now=now)
        if tried.ok:
            return redirect(f"{reverse('cms:pipeline', args=[call_id])}?etape=seance")
    columns = [
        {"label": label, "needed": name in NEEDED, "example": EXAMPLES.get(name, "")} for name, label in COLUMNS.items()
    ]
    context = {"call": call, "name": name_of(call), "found": found, "refusal": tried.refusal, "columns": columns}
    context |= {"shown": SHOWN, "crumbs": crumbs(_("Applications from a table"), call=call)}
    return render(request, "cms/team/table.html", context, status=tried.status)


@never_cache
@signed_in
@require_safe
def example(request: HttpRequest, call_id: int) -> HttpResponse:
    """A table to begin with, in the reader's language."""
    load_call(request, call_id, timezone.now())
    rows = [[str(label) for label in COLUMNS.values()], [EXAMPLES.get(name, "") for name in COLUMNS]]
    answer = HttpResponse(write_table(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="candidatures.csv"'
    return answer
