"""Writes to everybody at one step of a call: write, see it, send it; and the sheet for a morning on the phone."""

import uuid
from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.actions.letters import readers_of, send_letter
from cms.actions.pipeline import read_sheet
from cms.history import undoable
from cms.models import Application, Call, Contact
from cms.referents import contact_of
from cms.tabs import BY_WORD, TODAY
from cms.team_forms import LetterForm
from cms.views.rows import Row, calls_of, crumbs, handled, name_of, rows_of
from hub.answers import INVALID, UNTRIED, attempt, signed_in


def spoken(readers: list[Application]) -> list[tuple[str, int]]:
    """[(language, how many read it)], the most first."""
    return Counter(str(one.person.get_language_display()) for one in readers).most_common()


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, call_id: int) -> HttpResponse:
    """GET asks for the text, POST shows it as it will be read, POST with `send` sends it."""
    now = timezone.now()
    call = Call.objects.select_related("branch", "promotion__branch").filter(pk=call_id).first()
    tab = BY_WORD.get(request.GET.get("etape", ""), TODAY)
    if call is None or call.branch_id not in calls_of(request, now) or not tab.open_to_letters:
        raise Http404
    tried, readers = UNTRIED, list(readers_of(call_id, tab.word))
    counts = Counter(one.person.language for one in readers)
    form = LetterForm(initial={"key": uuid.uuid4()}, counts=counts)
    seen = request.method == "POST" and "again" not in request.POST
    if request.method == "POST":
        form = LetterForm(request.POST, counts=counts)
        seen = seen and form.is_valid()
        tried = UNTRIED if seen or "again" in request.POST else INVALID
    if seen:
        draft = form.draft(tab.word)
        readers = list(readers_of(call_id, tab.word, draft.language))
        if "send" in request.POST:
            tried = attempt(send_letter, actor=request.user, call_id=call_id, draft=draft, now=now)
    context: dict[str, Any] = {
        "call": call,
        "name": name_of(call),
        "tab": tab,
        "form": form,
        "readers": readers,
        "seen": seen,
        "reading": spoken(readers),
        "contact": contact_of(call, now),
        "sent": tried.done,
        "refusal": tried.refusal,
        "crumbs": crumbs(_("Write to a step"), call=call),
    }
    return render(request, "cms/team/letter.html", context, status=tried.status)


@never_cache
@signed_in
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """Whom to call today, in large type, to be printed; with what came of the last call."""
    now = timezone.now()
    rows = [row for row in rows_of(handled(request, now).waiting(), now) if row.is_due]
    read_sheet(actor=request.user, people=len(rows), now=now)
    context = {"rows": with_last_calls(rows), "today": timezone.localdate(now), "tab": TODAY}
    context["done"] = undoable(request.user, now)
    return render(request, "cms/team/sheet.html", {**context, "crumbs": crumbs(_("Sheet for the phone"))})


def with_last_calls(rows: list[Row]) -> list[dict[str, Any]]:
    """Each row with the last call, in one query."""
    calls = Contact.objects.filter(application__in=[row.application.pk for row in rows]).order_by("at", "pk")
    last = {one.application_id: one for one in calls}
    return [{"row": row, "last": last.get(row.application.pk)} for row in rows]
