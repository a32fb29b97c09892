"""At the door, for those who come: their own square, the letters on the wall, the word that was said."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events.actions.checkin import Claim, check_in, noted_at
from events.door_forms import CodeForm, NamedCodeForm
from events.models import Event, Registration
from events.policies import may_check_in, may_note_attendance, may_run
from events.views.agenda import frame_of
from hub.anonymous import address_of, anonymous_form
from hub.answers import INVALID, UNTRIED, Tried, attempt, signed_in
from hub.links import absolute, unseal
from hub.live.commands import new_cid
from hub.qr import draw_code

# What follows a square's address where they have just been noted.
JUST = "?note=1"


def load_pass(token: str) -> Registration:
    """The seat that this square stands for; 404 otherwise."""
    rows = Registration.objects.select_related("event__branch", "person")
    registration = rows.filter(pk=unseal("pass", token)).first()
    if registration is None:
        raise Http404
    return registration


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def own(request: HttpRequest, token: str) -> HttpResponse:
    """A seat's square. GET shows the team who it is and one button, anybody else the square to hold before a camera;
    POST is the person's own: the letters on the wall.
    """
    registration, now = load_pass(token), timezone.now()
    by_team = request.user.is_authenticated and may_run(request.user, registration.event, now)
    if by_team and request.method != "POST":
        return for_team(request, registration, token)
    with override(registration.person.language):
        form, tried = CodeForm(), UNTRIED
        if request.method == "POST":
            form, tried = CodeForm(request.POST), INVALID
            if form.is_valid():
                facts = {"claim": Claim(registration.person_id), "event_id": registration.event_id}
                tried = enter(request, form, actor=None, **facts)
            if tried.ok:
                return redirect(request.path if tried.done.already else f"{request.path}{JUST}")
        context = {
            "registration": registration,
            "event": registration.event,
            "present": registration.attendance == Registration.Attendance.PRESENT,
            "noted_at": None if is_just(request) else noted_at(registration),
            "open": may_check_in(registration.event, now),
            # Whoever takes part from home shows nothing to anybody.
            "online": (registration.state, registration.mode) == (Registration.State.CONFIRMED, Event.Mode.ONLINE),
            "code": draw_code(absolute(request.path)),
            "form": form,
            "refusal": tried.refusal,
        }
        return render(request, "events/pass.html", context, status=tried.status)


def is_just(request: HttpRequest) -> bool:
    """Whether a button has led here that noted them as present; a square leads to the same page without it."""
    return "note" in request.GET


def for_team(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    """Who stands before the team, at which event, and the one thing to do."""
    event, now = registration.event, timezone.now()
    context = {
        "registration": registration,
        "event": event,
        "token": token,
        "cid": new_cid(),
        "open": may_note_attendance(event, now),
        "early": event.starts_at > now,
        "over": event.ends_at <= now,
        "present": registration.attendance == Registration.Attendance.PRESENT,
        "just": is_just(request),
        "noted_at": noted_at(registration),
        "others": [] if may_check_in(event, now) else near(event, now),
    }
    return render(request, "events/scanned.html", context)


def near(event: Event, now: Any) -> list[Event]:
    """What takes place now in the same branch instead."""
    rows = (
        Event.objects.published().filter(branch=event.branch_id).between(now, now + (event.ends_at - event.starts_at))
    )
    return [one for one in rows.select_related("branch").soonest_first()[:5] if may_check_in(one, now)]


def enter(request: HttpRequest, form: CodeForm, **facts: Any) -> Tried:
    """What comes of the code that was typed."""
    code = {"typed": form.cleaned_data["code"], "address": address_of(request), "now": timezone.now()}
    return attempt(check_in, **code, **facts)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def wall(request: HttpRequest, secret: str = "") -> HttpResponse:
    """Where the square on the wall leads: GET asks who one is, and never says whether the code is right."""
    if request.user.is_authenticated and request.method != "POST":
        return redirect(f"{reverse('agenda:here')}{secret[:30] and '?code=' + secret[:30]}")
    form, tried = NamedCodeForm(initial={"code": secret[:30]}), UNTRIED
    if request.method == "POST":
        form, tried = NamedCodeForm(request.POST), INVALID
        if form.is_valid():
            claim = Claim(first_name=form.cleaned_data["first_name"], email=form.cleaned_data["email"])
            tried = enter(request, form, actor=None, claim=claim)
    context = {"frame": "base.html", "form": form, "tried": tried, "refusal": tried.refusal, "done": tried.done}
    return render(request, "events/here.html", {**context, "action": reverse("events:wall_door")}, status=tried.status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def here(request: HttpRequest) -> HttpResponse:
    """The same for a member: one field, or one button where the square has brought the code."""
    form, tried = CodeForm(initial={"code": request.GET.get("code", "")[:30]}), UNTRIED
    if request.method == "POST":
        form, tried = CodeForm(request.POST), INVALID
        if form.is_valid():
            tried = enter(request, form, actor=request.user, claim=Claim(request.user.pk or 0))
    context = {"form": form, "refusal": tried.refusal, "done": tried.done, "action": reverse("agenda:here")}
    return render(request, "events/here.html", {**frame_of(request), **context}, status=tried.status)
