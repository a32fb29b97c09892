"""The team's events: what comes, who comes, and what happens to it."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events.actions.lives import Details, cancel_event, change_event, reinstate_event
from events.forms import EventForm, Wanted
from events.models import Event, Registration
from events.models.events import EventQuerySet
from events.views.shown import pages_of, show_events
from hub.answers import signed_in, status_of
from hub.errors import Refusal
from hub.policies import branches_of_team


def run_by(request: HttpRequest, now: datetime) -> EventQuerySet:
    """The events of the branches this person works for; 404 for who works for none."""
    keys = branches_of_team(request.user, on=timezone.localdate(now))
    if not keys:
        raise Http404
    return Event.objects.filter(branch__in=keys).select_related("branch", "promotion__branch")


def load(request: HttpRequest, event_id: int, now: datetime) -> Event:
    """One of them; 404 otherwise."""
    event = run_by(request, now).filter(pk=event_id).first()
    if event is None:
        raise Http404
    return event


def context_of(request: HttpRequest, event: Event, form: EventForm, now: datetime, refusal: str = "") -> dict[str, Any]:
    """What the page of an event shows the team."""
    held = Registration.objects.holding().filter(event=event).select_related("person")
    shown = show_events([event], request.user, now)[0]
    team = {"url": reverse("agenda:team"), "label": _("Events")}
    return {
        "shown": shown,
        "event": event,
        "form": form,
        "refusal": refusal,
        "registrations": held.order_by("person__last_name", "person__first_name", "pk"),
        "may_change": event.starts_at > now,
        "crumbs": [{"url": reverse("hub:team"), "label": _("Team")}, team, {"label": event.title, "url": None}],
    }


@never_cache
@signed_in
@require_safe
def coming(request: HttpRequest) -> HttpResponse:
    """What comes in one's branches, two months at a time."""
    now = timezone.now()
    wanted = Wanted.read(request.GET, timezone.localdate(now))
    pages = pages_of(run_by(request, now), wanted, request.user, now)
    crumbs = [{"url": reverse("hub:team"), "label": _("Team")}, {"label": _("Events"), "url": None}]
    return render(request, "events/team.html", {**pages, "crumbs": crumbs})


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def event(request: HttpRequest, event_id: int) -> HttpResponse:
    """GET shows the event and who comes; POST changes it."""
    now = timezone.now()
    found = load(request, event_id, now)
    if request.method != "POST":
        form = EventForm(initial=EventForm.values_of(found))
        return render(request, "events/team_event.html", context_of(request, found, form, now))
    form, refusal, status = EventForm(request.POST), "", 422
    if form.is_valid():
        try:
            change_event(actor=request.user, event_id=event_id, details=Details(**form.details()), now=now)
            return redirect("agenda:team_event", event_id)
        except Refusal as refused:
            refusal, status = refused.message, status_of(refused)
    return render(request, "events/team_event.html", context_of(request, found, form, now, refusal), status=status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def turn(request: HttpRequest, event_id: int) -> HttpResponse:
    """GET asks; POST cancels what is published, and reinstates what is cancelled."""
    now = timezone.now()
    found = load(request, event_id, now)
    refusal, status = "", 200
    if request.method == "POST":
        act = reinstate_event if request.POST.get("act") == "reinstate" else cancel_event
        try:
            act(actor=request.user, event_id=event_id, now=now)
            return redirect("agenda:team_event", event_id)
        except Refusal as refused:
            refusal, status = refused.message, status_of(refused)
    seats = Registration.objects.holding().filter(event=found).count()
    context = {"event": found, "seats": seats, "refusal": refusal, "gone": found.status == Event.Status.CANCELLED}
    return render(request, "events/team_turn.html", context, status=status)
