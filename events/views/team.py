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

from events.actions.lives import (
    cancel_event,
    change_event,
    check_version,
    discard_draft,
    publish_event,
    reinstate_event,
)
from events.actions.plan import plan_event
from events.affected import Affected, affected_by
from events.change_forms import ChangeForm
from events.forms import Wanted
from events.models import Event, Registration
from events.models.lines import line_of
from events.models.roll import roll
from events.opened import for_whom
from events.policies import may_note_attendance, may_open_room
from events.talks import talk_of
from events.team_forms import PlanForm
from events.told import told_of, without_address
from events.views.answers import answers_of
from events.views.backstage import crumbs, lists_for, lists_of, load, run_by, series_of
from events.views.months import pages_of
from events.views.shown import show_events
from hub.answers import INVALID, UNTRIED, Malformed, Tried, attempt, read_number, signed_in

ACTS: dict[str, Any] = {"publish": publish_event, "discard": discard_draft, "reinstate": reinstate_event}


def context_of(
    request: HttpRequest, event: Event, form: ChangeForm, now: datetime, refusal: str = ""
) -> dict[str, Any]:
    """What the page of an event shows the team."""
    rows = Registration.objects.filter(event=event).select_related("person")
    held = list(rows.holding().by_name())
    for registration in held:
        registration.event = event
    expected, queue, ahead = roll(event), queue_of(event, now), event.starts_at > now
    offered = [one for one in held if one.state == one.State.OFFERED]
    return {
        "shown": show_events([event], request.user, now)[0],
        "event": event,
        **for_whom(event, always=True),
        "form": form,
        "refusal": refusal,
        "series": series_of(event, now),
        "coming": expected,
        "offered": offered,
        "queue": queue,
        **answers_of(event, now),
        "may_change": ahead,
        "to_call": without_address(one.person for one in [*expected, *held, *queue]) if ahead else [],
        "offers_to_call": any(not one.person.email for one in offered),
        "may_note": may_note_attendance(event, now),
        "talk": talk_of(event, request.user, now),
        "may_open_room": event.room_id is None and may_open_room(event, now),
        "crumbs": crumbs(event.title),
    }


def queue_of(event: Event, now: datetime) -> list[Registration]:
    """Who waits, way by way, whose turn comes first; each with its `turn`."""
    found = [turn for mode in event.modes for turn in line_of(event, mode, now)]
    for turn in found:
        turn.registration.turn = turn
    return [turn.registration for turn in found]


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


def copied_from(request: HttpRequest, now: datetime) -> Event | None:
    """The event that `copie` names, if it names one; 404 where it is not theirs."""
    try:
        key = read_number(request.GET, "copie")
    except Malformed as damaged:
        raise Http404 from damaged
    return load(request, key, now) if key is not None else None


def ticked(request: HttpRequest) -> list[int]:
    """The keys of the promotions that a form sent back names, so that those of other branches stay ticked."""
    named = request.POST.getlist("also_promotions")
    return [int(key) for key in named if key.isascii() and key.isdigit() and len(key) < 19]  # noqa: PLR2004  # below 2^63


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """GET shows the form, filled with another event where `copie` names one; POST makes the event, or leads `back` to the form."""
    now = timezone.now()
    source = None if request.method == "POST" else copied_from(request, now)
    also = source.further_promotions if source else ticked(request)
    lists, tried = lists_of(request, now, also), UNTRIED
    if request.method == "POST":
        form, tried = PlanForm(request.POST, **lists), INVALID
        if form.is_valid():
            wish = form.plan(published="publish" in request.POST)
            back = "back" in request.POST
            tried = UNTRIED if back else attempt(plan_event, actor=request.user, plan=wish, now=now)
        if tried.done:
            return redirect("agenda:team_event", tried.done.pk)
    else:
        form = PlanForm(initial=PlanForm.copy_of(source, now) if source else PlanForm.fresh(lists["branches"]), **lists)
    context = {"form": form, "refusal": tried.refusal, "crumbs": crumbs(_("Plan an event"))}
    return render(request, "events/plan.html", context, status=tried.status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def event(request: HttpRequest, event_id: int) -> HttpResponse:
    """GET shows the event and who comes; POST changes it, once it has been asked what becomes of whom; `back` to the form."""
    now = timezone.now()
    found = load(request, event_id, now)
    form, tried = ChangeForm(initial=ChangeForm.values_of(found), **lists_for(found)), UNTRIED
    if request.method == "POST":
        form, tried = ChangeForm(request.POST, **lists_for(found)), INVALID
        if form.is_valid():
            tried = attempt(weighed, event=found, form=form, now=now)
        if tried.ok and "back" in request.POST:
            return event_page(request, found, form, now, UNTRIED)
        if tried.ok and tried.done.asks and "confirm" not in request.POST:
            context = {
                "event": found,
                "form": form,
                "affected": tried.done,
                "told": told_of([found]),
                "crumbs": crumbs(_("Change it"), event=found),
            }
            return render(request, "events/change.html", context)
        if tried.ok:
            wish = {"details": form.details(), "version": form.cleaned_data["version"] or None, "now": now}
            tried = attempt(change_event, actor=request.user, event_id=event_id, **wish)
        if tried.ok:
            return redirect("agenda:team_event", event_id)
    return event_page(request, found, form, now, tried)


def weighed(*, event: Event, form: ChangeForm, now: datetime) -> Affected:
    """What a change means to those who have a seat; raises LifeRefusal, ScheduleRefusal where it cannot be."""
    details = form.details()
    check_version(event, details, form.cleaned_data["version"] or None)
    return affected_by(event, details, now)


def event_page(request: HttpRequest, event: Event, form: ChangeForm, now: datetime, tried: Tried) -> HttpResponse:
    """The page of an event, with what was typed and what came of it."""
    stands = []
    if tried.code == "changed":
        event = load(request, event.pk, now)
        stands = form.catch_up(event)
    context = context_of(request, event, form, now, tried.refusal) | {"stands": stands}
    return render(request, "events/team_event.html", context, status=tried.status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def turn(request: HttpRequest, event_id: int) -> HttpResponse:
    """GET asks; POST publishes or discards a draft, cancels what is published, reinstates what is cancelled."""
    now = timezone.now()
    found = load(request, event_id, now)
    tried = UNTRIED
    if request.method == "POST":
        act = request.POST.get("act", "")
        tried = attempt(ACTS.get(act, cancel_event), actor=request.user, event_id=event_id, now=now)
        if tried.ok:
            return redirect("agenda:team") if act == "discard" else redirect("agenda:team_event", event_id)
    context = {
        "event": found,
        "told": told_of([found]),
        "refusal": tried.refusal,
        "draft": found.status == Event.Status.DRAFT,
        "gone": found.status == Event.Status.CANCELLED,
        "more": series_of(found, now) is not None,
    }
    return render(request, "events/team_turn.html", context, status=tried.status)
