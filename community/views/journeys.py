"""The mentors of the team's branches after their training: who stands where, who waits longest, and what one press notes."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.actions.delays import put_off, undo_delay
from community.actions.journeys import move_mentor, undo_stage
from community.journey_forms import DelayForm, StageForm
from community.journeys import (
    TODAY,
    WORDS,
    count_steps,
    delayed,
    history_of,
    mentors_of,
    undoable,
    ways_from,
    with_people,
)
from community.models import Delay, Journey, Membership, Stage
from community.models.promotions import ORDER_ROLES
from community.stage_due import is_due
from community.views.leaving import panels_of
from hub.answers import INVALID, UNTRIED, SeeOther, Tried, attempt, signed_in
from hub.panels import Panel
from hub.policies import branches_of_team

AT_ONCE = 60
FIRST = "libres"
LISTS = {TODAY, *WORDS}


def crumbs(name: str = "") -> list[dict[str, Any]]:
    """The way from the team's first page to here."""
    way: list[dict[str, Any]] = [{"url": reverse("hub:team"), "label": _("Team")}]
    here = {"url": reverse("community:journeys") if name else None, "label": _("Mentors")}
    return [*way, here, *([{"url": None, "label": name}] if name else [])]


@never_cache
@signed_in
@require_safe
def journeys(request: HttpRequest) -> HttpResponse:
    """Whom to call today, or step by step, whoever has stood there longest first."""
    now = timezone.now()
    if not branches_of_team(request.user, on=timezone.localdate(now), kinds=ORDER_ROLES):
        raise Http404
    word = request.GET.get("etape", FIRST)
    word = word if word in LISTS else FIRST
    rows = Journey.objects.visible_to(request.user, now)
    steps = count_steps(rows, word, now)
    here = rows.filter(is_due(now)) if word == TODAY else rows.filter(stage=WORDS[word])
    page = Paginator(with_people(here.longest_first()), AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "steps": steps,
        "step": next(one for one in steps if one["here"]),
        "page": page,
        "rows": mentors_of(page.object_list, now),
        "done": undoable(request.user, now),
        "delayed": delayed(request.user, now) if word == TODAY else None,
        "crumbs": crumbs(),
    }
    return render(request, "community/journeys.html", context)


def load_journey(request: HttpRequest, person_id: int, now: datetime) -> Journey:
    """The journey of a mentor of one's branches; 404 otherwise."""
    rows = with_people(Journey.objects.visible_to(request.user, now))
    journey = rows.filter(person=person_id).first()
    if journey is None:
        raise Http404
    return journey


def show(
    request: HttpRequest,
    journey: Journey,
    form: StageForm | None = None,
    tried: Tried = UNTRIED,
    delay_form: DelayForm | None = None,
) -> HttpResponse:
    """One mentor, with what was typed and what came of it."""
    now = timezone.now()
    ways = ways_from(journey)
    leaves = Stage.LEFT in dict(ways)
    context = {
        "journey": journey,
        "person": journey.person,
        "row": mentors_of([journey], now)[0],
        "ways": ways,
        "leaves": leaves,
        "panels": panels_of_mentor(journey, now) if leaves else [],
        "form": form or StageForm(ways=ways),
        "history": history_of(journey),
        "delay_form": delay_form or DelayForm(today=timezone.localdate(now)),
        "done": undoable(request.user, now, journey=journey),
        "delayed": delayed(request.user, now, journey=journey),
        "refusal": tried.refusal,
        "crumbs": crumbs(journey.person.full_name),
    }
    return render(request, "community/journey.html", context, status=tried.status)


def panels_of_mentor(journey: Journey, now: datetime) -> list[Panel]:
    """What other apps say before a mentor leaves every roster they are on."""
    rows = Membership.objects.current(now).mentors().filter(person=journey.person_id).select_related("promotion")
    found = [panels_of(journey.person, one.promotion, [one.pk], now) for one in rows.order_by("promotion", "pk")]
    return [panel for panels in found for panel in panels]


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def journey(request: HttpRequest, person_id: int) -> HttpResponse:
    """GET shows where a mentor stands and what has happened; POST notes the next step (`to`, `why`)."""
    now = timezone.now()
    found = load_journey(request, person_id, now)
    if request.method != "POST":
        return show(request, found)
    form = StageForm(request.POST, ways=ways_from(found))
    if not form.is_valid():
        return show(request, found, form, INVALID)
    tried = attempt(move_mentor, actor=request.user, person_id=person_id, now=now, **form.cleaned_data)
    return back_to(request) if tried.ok else show(request, load_journey(request, person_id, now), form, tried)


@never_cache
@signed_in
@require_POST
def undo(request: HttpRequest, person_id: int, move_id: int) -> HttpResponse:
    """Takes the last move back."""
    now = timezone.now()
    found = load_journey(request, person_id, now)
    if not found.moves.filter(pk=move_id).exists():
        return redirect("community:journey", person_id)
    tried = attempt(undo_stage, actor=request.user, move_id=move_id, now=now)
    return back_to(request) if tried.ok else show(request, load_journey(request, person_id, now), tried=tried)


@never_cache
@signed_in
@require_POST
def later(request: HttpRequest, person_id: int) -> HttpResponse:
    """Puts a call off (`days`, `reason`)."""
    now = timezone.now()
    found, form = load_journey(request, person_id, now), DelayForm(request.POST, today=timezone.localdate(now))
    tried = INVALID
    if form.is_valid():
        facts = {"days": form.cleaned_data["days"], "why": form.cleaned_data["reason"], "now": now}
        tried = attempt(put_off, actor=request.user, person_id=person_id, **facts)
    return SeeOther(back_to(request).url) if tried.ok else show(request, found, tried=tried, delay_form=form)


@never_cache
@signed_in
@require_POST
def undo_later(request: HttpRequest, person_id: int, delay_id: int) -> HttpResponse:
    """They are to be called as before."""
    now = timezone.now()
    found = load_journey(request, person_id, now)
    if Delay.objects.filter(pk=delay_id).exclude(journey=found).exists():
        raise Http404
    tried = attempt(undo_delay, actor=request.user, delay_id=delay_id, now=now)
    return SeeOther(back_to(request).url) if tried.ok else show(request, found, tried=tried)


def back_to(request: HttpRequest) -> HttpResponseRedirectBase:
    """To the step of the list one came from; from a mentor's own page to the list, which offers the undo."""
    word = request.POST.get("etape", "")
    return redirect(f"{reverse('community:journeys')}?etape={word}" if word in LISTS else reverse("community:journeys"))
