"""On a visit: what one may come to in another branch, on the days one is there."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events.models import Event
from events.views.shown import show_events
from events.visit_forms import VisitForm
from hub.answers import UNPROCESSABLE, signed_in
from hub.models import Branch


@never_cache
@signed_in
@require_safe
def visiting(request: HttpRequest) -> HttpResponse:
    """Asks where and when, and lists what the audience rule opens there: a visit opens nothing more.

    Information sessions are for those who do not know us yet.
    """
    now, branches = timezone.now(), Branch.objects.in_order()
    form = VisitForm(request.GET or None, branches=branches)
    crumbs = [{"url": reverse("agenda:agenda"), "label": _("Agenda")}, {"label": _("On a visit"), "url": None}]
    context: dict[str, Any] = {"form": form, "crumbs": crumbs, "asked": form.is_valid()}
    if form.is_valid():
        rows = Event.objects.visible_to(request.user, now).published().upcoming(now)
        rows = (
            rows.exclude(kind=Event.Kind.INFORMATION)
            .of_branches(form.branch.pk)
            .between(*form.stay)
            .select_related("branch")
        )
        context |= {"branch": form.branch, "found": show_events(rows.soonest_first(), request.user, now)}
    status = UNPROCESSABLE if form.is_bound and not form.is_valid() else 200
    return render(request, "events/visiting.html", context, status=status)
