"""The team's series: planned with a page that lists the dates first; changed and cancelled for one, some or all."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events.actions.lives import check_version
from events.actions.schedule import instant
from events.actions.series import check_days, days_of, kept, plan_series
from events.actions.siblings import (
    ALL,
    FOLLOWING,
    SCOPES,
    Step,
    change_series,
    concerned,
    foresee,
    reached,
    turn_series,
)
from events.affected import affected_by_each, check_changes
from events.change_forms import ChangeForm
from events.models import Event
from events.rhythms import say_rhythm
from events.series_forms import SeriesForm
from events.told import told_of
from events.views.backstage import crumbs, lists_for, lists_of, load, series_of
from events.views.team import event_page
from hub.answers import INVALID, UNTRIED, Tried, attempt, signed_in
from hub.models import Branch

# What one does to dates of each status, the first being what is asked.
ACTS = {"draft": ("publish", "discard"), "published": ("cancel",), "cancelled": ("reinstate",)}


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """GET shows the form; POST lists the dates; POST with `make` makes them, with `back` shows the form again."""
    now = timezone.now()
    lists, tried, days = lists_of(request, now), UNTRIED, None
    form = SeriesForm(initial=SeriesForm.fresh(lists["branches"]), **lists)
    if request.method == "POST":
        form, tried = SeriesForm(request.POST, **lists), INVALID
        if form.is_valid():
            tried = attempt(laid_out, form=form, now=now)
            days = tried.done if "back" not in request.POST else None
        if days is not None and "make" in request.POST:
            wish = form.wish(published=request.POST["make"] == "publish")
            tried = attempt(plan_series, actor=request.user, wish=wish, now=now)
            if tried.ok:
                return redirect("agenda:team_event", tried.done[0].pk) if tried.done else redirect("agenda:team")
    context = {"form": form, "days": days, "refusal": tried.refusal, "crumbs": crumbs(_("Plan a series of dates"))}
    template = "events/series_preview.html" if days else "events/series_plan.html"
    return render(request, template, context, status=tried.status)


def laid_out(*, form: SeriesForm, now: datetime) -> dict[str, Any]:
    """The dates a series would have, in words before anything is made; raises ScheduleRefusal."""
    wish = form.wish(published=False)
    branch = Branch.objects.get(pk=wish.plan.branch_id)
    days = days_of(wish, branch.country)
    dates = kept(days, wish)
    check_days(branch, wish, dates, now)
    return {
        "branch": branch,
        "clock": Event(zone=wish.plan.zone or branch.zone, branch=branch).clock,
        "rhythm": say_rhythm(wish.rhythm, wish.first),
        "dates": [one for one in days if one.date in dates],
        "left_out": [one for one in days if one.date not in dates],
        "later": dates[0] if dates[0] != wish.first else None,
        "first": wish.first,
    }


def foreseen(event: Event, form: ChangeForm, scope: str, now: datetime) -> dict[str, Any]:
    """What a change would do to the others, in figures; raises ScheduleRefusal where some hour makes no sense."""
    rows, details = list(reached(event, scope, now)), form.details()
    check_version(event, details, form.cleaned_data["version"] or None)
    steps, forced = (foresee(event, details, rows, also=also) for also in (False, True))
    moved = [(step.event, step.details) for step in steps if step.changed]
    check_changes([*((step.event, step.details) for step in forced), *moved], now)
    return {
        "steps": [shown_step(step) for step in steps if step.changed],
        "own": [step for step in steps if step.keeps],
        "gone": len(rows) - len(steps),
        "told": told_of(step.event for step in steps if step.weighty),
        "told_forced": told_of(step.event for step in forced if step.weighty),
        "affected": affected_by_each(moved, now),
        "weighty": any(step.weighty for step in steps),
    }


def shown_step(step: Step) -> dict[str, Any]:
    """One date as it is, and its new hours where they change."""
    moves = bool({"wall_start", "wall_end", "zone"} & step.changed)
    moved = Event(zone=getattr(step.details, "zone", step.event.zone), branch=step.event.branch)
    walls = (step.details.wall_start, step.details.wall_end)
    moved.starts_at, moved.ends_at = (instant(one, moved.zone) for one in walls)
    return {"event": step.event, "moved": moved if moves else None}


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, event_id: int) -> HttpResponse:
    """POST says what a change does to which dates; with `confirm` it does it. GET shows the event."""
    now = timezone.now()
    event = load(request, event_id, now)
    scope = request.POST.get("scope", "")
    if request.method != "POST" or scope not in SCOPES:
        return redirect("agenda:team_event", event_id)
    form, tried = ChangeForm(request.POST, **lists_for(event)), INVALID
    if form.is_valid():
        tried = attempt(foreseen, event=event, form=form, scope=scope, now=now)
    if not tried.ok or "back" in request.POST:
        return event_page(request, event, form, now, tried)
    plan, also = tried.done, "also" in request.POST
    if "confirm" in request.POST:
        wish = {
            "details": form.details(),
            "scope": scope,
            "also": also,
            "version": form.cleaned_data["version"] or None,
        }
        tried = attempt(change_series, actor=request.user, event_id=event_id, now=now, **wish)
        if tried.ok:
            return redirect("agenda:team_event", event_id)
        if tried.code == "changed":
            return event_page(request, event, form, now, tried)
    context = {"event": event, "form": form, "scope": scope, "plan": plan, "refusal": tried.refusal}
    context["crumbs"] = crumbs(_("Change several dates"), event=event)
    return render(request, "events/series_change.html", context, status=tried.status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def turn(request: HttpRequest, event_id: int) -> HttpResponse:
    """GET says how many dates and people each choice concerns; POST publishes, discards, cancels or reinstates them."""
    now = timezone.now()
    event = load(request, event_id, now)
    series = series_of(event, now)
    if series is None:
        raise Http404
    tried = UNTRIED
    if request.method == "POST":
        tried = turned(request, event, now)
        if tried.ok:
            gone = not Event.objects.filter(pk=event_id).exists()
            return redirect("agenda:team") if gone else redirect("agenda:team_event", event_id)
    acts = ACTS[event.status]
    own = [one for one in series["dates"] if "status" in one.apart and one.pk != event.pk and acts[0] == "reinstate"]
    scopes = SCOPES if series[FOLLOWING] < len(series["dates"]) else (ALL,)
    choices = [choice(event, scope, acts, now) for scope in scopes]
    context = {"event": event, "series": series, "own": own, "choices": choices, "refusal": tried.refusal}
    context["crumbs"] = crumbs(_("Several dates"), event=event)
    return render(request, "events/series_turn.html", context, status=tried.status)


def turned(request: HttpRequest, event: Event, now: datetime) -> Tried:
    """Does what the button pressed says: "cancel all", "publish following"."""
    act, _space, scope = request.POST.get("act", "").partition(" ")
    wish = {"act": act, "scope": scope if scope in SCOPES else FOLLOWING, "also": "also" in request.POST}
    return attempt(turn_series, actor=request.user, event_id=event.pk, now=now, **wish)


def choice(event: Event, scope: str, acts: tuple[str, ...], now: datetime) -> dict[str, Any]:
    """One scope: how many dates, which, and who hears of it."""
    rows = concerned(reached(event, scope, now), event, acts[0])
    return {"scope": scope, "all": scope == ALL, "acts": acts, "dates": rows, "told": told_of(rows)}
