"""The team's events: what comes, one of them, a new one, and what happens to it."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.models import Promotion
from events.actions.lives import cancel_event, change_event, discard_draft, publish_event, reinstate_event
from events.actions.plan import plan_event
from events.forms import Wanted
from events.models import Event, Registration
from events.models.events import EventQuerySet
from events.policies import may_note_attendance
from events.team_forms import EventForm, PlanForm
from events.views.shown import pages_of, show_events
from hub.answers import signed_in, status_of
from hub.errors import Refusal
from hub.models import Branch
from hub.policies import branches_of_team

ACTS: dict[str, Any] = {"publish": publish_event, "discard": discard_draft, "reinstate": reinstate_event}
# Beyond this many digits no key has ever been.
LONG = 19


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
    rows = Registration.objects.filter(event=event).select_related("person")
    held = list(rows.holding().by_name())
    for registration in held:
        registration.event = event
    return {
        "shown": show_events([event], request.user, now)[0],
        "event": event,
        "form": form,
        "refusal": refusal,
        "coming": [one for one in held if one.state == one.State.CONFIRMED],
        "offered": [one for one in held if one.state == one.State.OFFERED],
        "queue": rows.first_come_first(),
        "may_change": event.starts_at > now,
        "may_note": may_note_attendance(event, now),
        "crumbs": crumbs(event.title),
    }


def crumbs(*labels: str, event: Event | None = None) -> list[dict[str, Any]]:
    """The way from the team's first page to here."""
    way: list[tuple[str | None, str]] = [(reverse("hub:team"), _("Team")), (reverse("agenda:team"), _("Events"))]
    if event is not None:
        way.append((reverse("agenda:team_event", args=[event.pk]), event.title))
    way += [(None, label) for label in labels]
    return [{"url": url, "label": label} for url, label in way]


@never_cache
@signed_in
@require_safe
def coming(request: HttpRequest) -> HttpResponse:
    """What comes in one's branches, two months at a time."""
    now = timezone.now()
    wanted = Wanted.read(request.GET, timezone.localdate(now))
    pages = pages_of(run_by(request, now), wanted, request.user, now)
    way = [{"url": reverse("hub:team"), "label": _("Team")}, {"label": _("Events"), "url": None}]
    return render(request, "events/team.html", {**pages, "crumbs": way})


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """GET shows the form, filled with another event where `copie` names one; POST makes the event."""
    now = timezone.now()
    run_by(request, now)
    branches = list(Branch.objects.in_order().filter(pk__in=branches_of_team(request.user, on=timezone.localdate(now))))
    running = Promotion.objects.filter(branch__in=branches, room__archived_at=None).select_related("branch")
    lists: dict[str, Any] = {"branches": branches, "promotions": running.order_by("branch__slug", "number")}
    refusal, status = "", 200
    if request.method == "POST":
        form, status = PlanForm(request.POST, **lists), 422
        if form.is_valid():
            try:
                made = plan_event(actor=request.user, plan=form.plan(published="publish" in request.POST), now=now)
                return redirect("agenda:team_event", made.pk)
            except Refusal as refused:
                refusal, status = refused.message, status_of(refused)
    else:
        copied = request.GET.get("copie", "")
        source = (
            load(request, int(copied), now) if copied.isascii() and copied.isdigit() and len(copied) < LONG else None
        )
        form = PlanForm(initial=PlanForm.copy_of(source) if source else PlanForm.fresh(branches), **lists)
    context = {"form": form, "refusal": refusal, "crumbs": crumbs(_("Plan an event"))}
    return render(request, "events/plan.html", context, status=status)


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
            change_event(actor=request.user, event_id=event_id, details=form.details(), now=now)
            return redirect("agenda:team_event", event_id)
        except Refusal as refused:
            refusal, status = refused.message, status_of(refused)
    return render(request, "events/team_event.html", context_of(request, found, form, now, refusal), status=status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def turn(request: HttpRequest, event_id: int) -> HttpResponse:
    """GET asks; POST publishes or discards a draft, cancels what is published, reinstates what is cancelled."""
    now = timezone.now()
    found = load(request, event_id, now)
    refusal, status = "", 200
    if request.method == "POST":
        act = request.POST.get("act", "")
        try:
            ACTS.get(act, cancel_event)(actor=request.user, event_id=event_id, now=now)
            return redirect("agenda:team") if act == "discard" else redirect("agenda:team_event", event_id)
        except Refusal as refused:
            refusal, status = refused.message, status_of(refused)
    told = Registration.objects.concerned().filter(event=found).count()
    context = {
        "event": found,
        "told": told,
        "refusal": refusal,
        "draft": found.status == Event.Status.DRAFT,
        "gone": found.status == Event.Status.CANCELLED,
    }
    return render(request, "events/team_turn.html", context, status=status)
