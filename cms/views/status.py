"""The signed page "Where am I?": the step, who acts next and by when; change and cancel."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.actions.change import choose_session, withdraw_application
from cms.actions.places import take_place
from cms.actions.undo import undo_withdrawal
from cms.due import due_of
from cms.forms import SessionChoice
from cms.links import sheet_path, status_path
from cms.models import Application, Call, ResourcePage, Transition, offered_sessions
from cms.models.applications import State
from cms.models.offered import ways_from
from cms.models.places import place_at_session, place_in_line
from cms.models.resources import ResourceQuerySet
from cms.policies import (
    BY_LINK,
    OFFER_ENDED,
    STEP_OF,
    STEP_OF_STAGE,
    STEPS,
    awaited_of,
    may_choose_interview,
    may_choose_session,
    may_prepare,
    may_return,
    may_withdraw,
    steps_reached,
)
from cms.standing import Shown
from cms.views.resources import each_once
from events.models import Registration
from events.models.seats import count_seats
from events.notices import seat_link
from events.policies import may_check_in
from hub.actions.languages import choose_language
from hub.anonymous import anonymous_form
from hub.answers import UNTRIED, attempt
from hub.errors import Refusal
from hub.forms import read_language
from hub.links import unseal


def find(token: str) -> Application:
    """The application of a signed link; raises Http404."""
    rows = Application.objects.select_related(
        "call__branch",
        "call__promotion__branch",
        "person__journey",
        "registration__event__branch",
        "interview__host",
        "interview__branch",
    )
    application = rows.filter(pk=unseal("application", token)).first()
    if application is None:
        raise Http404
    return application


def stage_of(application: Application) -> str:
    """Where they stand since their training was confirmed, as the team has noted it; "" before."""
    confirmed = application.state == State.TRAINING_CONFIRMED
    journey = getattr(application.person, "journey", None) if confirmed else None
    return journey.stage if journey else ""


def steps_of(application: Application) -> list[dict[str, str]]:
    """The five steps with their state: done, now, or to come."""
    current = STEP_OF_STAGE.get(stage_of(application), STEP_OF.get(application.state))
    marks = [
        "" if current is None else "done" if n < current else "now" if n == current else "" for n in range(len(STEPS))
    ]
    return [{"name": name, "state": mark} for name, mark in zip(STEPS, marks, strict=True)]


def is_cancelled(registration: Registration) -> bool:
    """Whether what one has a seat for does not take place."""
    return registration.event.status == registration.event.Status.CANCELLED


def sheets_for(application: Application) -> ResourceQuerySet:
    """The sheets of the library that are meant for them now."""
    if not may_prepare(application):
        return ResourcePage.objects.none()
    return ResourcePage.objects.for_applicants(application.call.branch_id, steps_reached(application))


def last_move(application: Application) -> Transition:
    """How they came where they stand."""
    return application.transitions.order_by("-pk")[0]


def waits_at(application: Application, now: datetime) -> dict[str, Any]:
    """The session for a seat of which they wait, their place on its list, and where the seat is taken that is offered."""
    awaited, held = awaited_of(application, now), application.registration
    return {
        "awaited": awaited,
        "in_vain": application.awaits_seat and awaited is None,
        "session_place": place_at_session(application, now) if awaited is not None else 0,
        "seat_kept": held is not None and awaited is not None and held.is_kept(now),
        "seat_url": seat_link(held) if held is not None and awaited is not None else "",
    }


def status_context(application: Application, now: datetime) -> dict[str, Any]:
    """What the page shows."""
    registration = application.registration
    seated = registration is not None and registration.state == registration.State.CONFIRMED
    interview = application.interview if application.state == State.INTERVIEW_PROPOSED else None
    due, today = due_of(application, now), timezone.localdate(now)
    left = last_move(application) if application.state == State.WITHDRAWN else None
    return {
        "application": application,
        "branch": application.call.branch,
        "steps": steps_of(application),
        "stage": stage_of(application),
        "due": due,
        "late": due.is_late(today),
        "today": today,
        "event": registration.event
        if registration is not None and seated and registration.event.ends_at > now and not is_cancelled(registration)
        else None,
        "doors": registration is not None and may_check_in(registration.event, now),
        "registration": registration,
        "place": place_in_line(application),
        **waits_at(application, now),
        "may_choose": may_choose_session(application, now),
        "may_withdraw": may_withdraw(application),
        "left": left,
        "lapsed": left is not None and left.why == OFFER_ENDED,
        "by_team": left is not None and left.actor_id is not None,
        "may_return": left is not None and may_return(left, now),
        "offered": application.offered_until is not None and application.offered_until > now,
        "interview": interview,
        "to_meet": interview is not None and interview.ends_at > now,
        "may_choose_interview": may_choose_interview(application, now),
        "unread": application.messages.waiting(for_team=False).count(),
        "messages_path": status_path(application, "messages"),
        "interview_path": status_path(application, "interview"),
        "place_path": status_path(application, "place"),
        "session_path": status_path(application, "session"),
        "withdraw_path": status_path(application, "withdraw"),
        "status_path": status_path(application),
        "language_path": status_path(application, "language"),
    }


@never_cache
@require_safe
def status(request: HttpRequest, token: str) -> HttpResponse:
    """Where the application stands."""
    application = find(token)
    with override(application.person.language):
        return show_status(request, application)


def show_status(request: HttpRequest, application: Application, told: Sequence[str] = ()) -> HttpResponse:
    """The page, with what could not be put back, `told` in words."""
    sheets = [
        Shown(
            one,
            sheet_path(application, one.pk),
            "" if one.tongue == application.person.language else one.tongue,
        )
        for one in each_once(sheets_for(application))
    ]
    context = {**status_context(application, timezone.now()), "sheets": sheets, "told": told}
    return render(request, "cms/status.html", context)


@never_cache
@require_POST
@anonymous_form
def language(request: HttpRequest, token: str) -> HttpResponse:
    """Their mails and this page in another language."""
    application = find(token)
    code = read_language(request.POST)
    choose_language(actor=None, person_id=application.person_id, language=code, now=timezone.now())
    return redirect(status_path(application))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def session(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the dates, POST chooses one."""
    application, now = find(token), timezone.now()
    with override(application.person.language):
        call = Call.objects.with_facts().get(pk=application.call_id)
        sessions = offered_sessions([call], now)[call.pk]
        ways = ways_from(call.branch, sessions, count_seats(sessions, now))
        may_wait = application.state == State.RECEIVED
        form = SessionChoice(request.POST if request.method == "POST" else None, ways=ways, may_wait=may_wait)
        if request.method == "POST" and form.is_valid():
            event_id, mode = form.cleaned_data["session"]
            try:
                choose_session(actor=None, application_id=application.pk, event_id=event_id, mode=mode, now=now)
                return redirect(status_path(application))
            except Refusal as refusal:
                form.add_error("session", refusal.message)
        context = {**status_context(application, now), "form": form, "ways": ways}
        return render(request, "cms/session.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def place(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the place that is offered, POST takes it."""
    application, now = find(token), timezone.now()
    with override(application.person.language):
        tried = UNTRIED
        if request.POST.get("act") == "take":
            tried = attempt(take_place, actor=None, application_id=application.pk, now=now)
            if tried.ok:
                return redirect(status_path(application))
        context = {**status_context(application, now), "refusal": tried.refusal}
        return render(request, "cms/place.html", context, status=tried.status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, POST withdraws, or takes that back."""
    application, now = find(token), timezone.now()
    with override(application.person.language):
        tried, facts = UNTRIED, {"application_id": application.pk, "now": now}
        if request.POST.get("act") == "withdraw":
            tried = attempt(withdraw_application, actor=None, why=BY_LINK, **facts)
        elif request.POST.get("act") == "undo":
            tried = attempt(undo_withdrawal, **facts)
        if tried.ok and (told := getattr(tried.done, "left", [])):
            return show_status(request, find(token), told)
        if tried.ok and tried is not UNTRIED:
            return redirect(status_path(application))
        context = {**status_context(application, now), "refusal": tried.refusal}
        return render(request, "cms/withdraw.html", context, status=tried.status)
