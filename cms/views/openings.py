"""Opening a call in the editor: one form, then one page from which it is seen, handed in and published."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.actions.openings import hand_in, open_call
from cms.editing import branches_of_editor
from cms.models import Call, CallPage
from cms.models.publishing import lacks_of
from cms.moments import MOMENTS
from cms.opening_forms import NewCallForm
from hub.errors import Refusal

WIDTHS = (360, 1280)


def load_call(request: HttpRequest, call_id: int, now: datetime) -> Call:
    """A call of the branches this person edits; raises Http404."""
    calls = Call.objects.filter(branch__in=branches_of_editor(request.user, now))
    return get_object_or_404(calls.select_related("branch", "promotion__branch"), pk=call_id)


@require_http_methods(["GET", "HEAD", "POST"])
def new_call(request: HttpRequest) -> HttpResponse:
    """The form; a call and its drafts from it."""
    now = timezone.now()
    facts = {"branches": branches_of_editor(request.user, now), "today": timezone.localdate(now)}
    form = NewCallForm(request.POST or None, **facts)
    if not facts["branches"]:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            call = open_call(actor=request.user, chosen=form.chosen(), now=now)
        except Refusal as refusal:
            form.add_error("branch", refusal.message)
        else:
            messages.success(request, _("The call is made. Look at its pages, then hand them in."))
            return redirect("call_desk", call.pk)
    return render(request, "cms/admin/new_call.html", {"form": form})


@require_safe
def desk(request: HttpRequest, call_id: int) -> HttpResponse:
    """Where each page of a call stands, what is missing, and the one button that moves them on."""
    now = timezone.now()
    call = load_call(request, call_id, now)
    pages = list(CallPage.objects.filter(call=call).select_related("locale").order_by("pk"))
    context = {
        "call": call,
        "rows": [
            {"page": page, "state": state_of(page), "may": page.permissions_for_user(request.user)} for page in pages
        ],
        "lacks": lacks_of(call.pk, now),
        "done": bool(pages) and all(state_of(page) == "live" for page in pages),
        "moments": [(name, label) for name, (label, _hour) in MOMENTS.items()],
    }
    publishes = any(row["may"].can_publish() for row in context["rows"])
    return render(request, "cms/admin/call_desk.html", {**context, "publishes": publishes})


def state_of(page: CallPage) -> str:
    """One of live, reading, draft."""
    if page.current_workflow_state is not None:
        return "reading"
    return "live" if page.live and not page.has_unpublished_changes else "draft"


@require_POST
def hand_in_call(request: HttpRequest, call_id: int) -> HttpResponse:
    """Publishes the pages of a call, or hands them in."""
    now = timezone.now()
    call = load_call(request, call_id, now)
    try:
        count = hand_in(actor=request.user, call_id=call.pk, now=now)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        words = ngettext("%(count)s page has moved on.", "%(count)s pages have moved on.", count)
        messages.success(request, words % {"count": count})
    return redirect("call_desk", call.pk)


@require_safe
def looks(request: HttpRequest, call_id: int) -> HttpResponse:
    """The pages of a call in three languages and two widths, at one moment of four."""
    call = load_call(request, call_id, timezone.now())
    wanted = request.GET.get("moment", "open")
    moment = wanted if wanted in MOMENTS else "open"
    pages = CallPage.objects.filter(call=call).select_related("locale").order_by("pk")
    frames = [
        {"page": page, "width": width, "url": reverse("call_look", args=[call.pk, page.pk, moment])}
        for page in pages
        for width in WIDTHS
    ]
    moments = [(name, label) for name, (label, _hour) in MOMENTS.items()]
    return render(
        request, "cms/admin/call_looks.html", {"call": call, "frames": frames, "moments": moments, "moment": moment}
    )


@require_safe
@xframe_options_sameorigin
def look(request: HttpRequest, call_id: int, page_id: int, moment: str) -> HttpResponse:
    """One page as its newest draft has it, at a moment."""
    call = load_call(request, call_id, timezone.now())
    page: Any = get_object_or_404(CallPage.objects.filter(call=call), pk=page_id)
    if moment not in MOMENTS:
        raise Http404
    draft = page.get_latest_revision_as_object()
    response: HttpResponse = draft.make_preview_request(request, moment)
    return response
