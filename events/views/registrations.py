"""A member takes a seat at an event, or at all dates of a series, or joins the waiting list, and gives it back."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events.actions import seats
from events.actions.series_seats import register_series, withdraw_series
from events.models import Consent, Registration
from events.parties import read_guests
from events.policies import may_act_alone
from events.views.acts import act_on
from events.views.agenda import event_context, load_event
from events.views.shown import show_series
from hub.answers import UNTRIED, Tried, attempt, signed_in

NAME, PHOTO = Consent.Purpose.NAME.value, Consent.Purpose.PHOTO.value


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, event_id: int) -> HttpResponse:
    """POST takes a seat, or with `wait` a place on the waiting list; the page says so. GET shows the event."""
    load_event(request, event_id)
    if request.method != "POST":
        return redirect("agenda:event", event_id)
    mode, wait = request.POST.get("mode", ""), "wait" in request.POST
    facts: dict[str, Any] = {"event_id": event_id, "mode": mode, "wait": wait, "guests": read_guests(request.POST)}
    facts["answers"] = read_answers(request.POST)
    tried = attempt(seats.register, actor=request.user, now=timezone.now(), **facts)
    return answered(request, event_id, tried, typed_in(request.POST))


def read_answers(data: Mapping[str, str]) -> dict[str, bool]:
    """{purpose: yes or no} of what was asked beside the button; a question left open is no answer."""
    names = {NAME: "named" in data} if "asked" in data else {}
    return names | ({PHOTO: data["photos"] == "1"} if data.get("photos") in {"0", "1"} else {})


def typed_in(data: Mapping[str, str]) -> dict[str, Any]:
    """The same as the form shows it again, beside a refusal."""
    return {"named": "named" in data, "typed": data.get("photos", ""), "brought": read_guests(data)}


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, event_id: int) -> HttpResponse:
    """POST changes what one has: guests, the way of taking part, an offer taken. GET shows the event."""
    load_event(request, event_id)
    held = Registration.objects.concerned().filter(event=event_id, person=request.user.pk).first()
    if request.method != "POST" or held is None:
        return redirect("agenda:event", event_id)
    return answered(request, event_id, act_on(held, request.POST, actor=request.user, now=timezone.now()))


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def register_all(request: HttpRequest, event_id: int) -> HttpResponse:
    """POST takes a seat or a place on the list at every date of the series. GET shows the event."""
    load_event(request, event_id)
    if request.method != "POST":
        return redirect("agenda:event", event_id)
    facts = {"event_id": event_id, "mode": request.POST.get("mode", ""), "answers": read_answers(request.POST)}
    tried = attempt(register_series, actor=request.user, now=timezone.now(), **facts)
    return answered(request, event_id, tried, typed_in(request.POST))


def answered(request: HttpRequest, event_id: int, tried: Tried, typed: Mapping[str, Any] | None = None) -> HttpResponse:
    """The event's page, where it stands now; with the refusal and what was `typed` where there is one."""
    if tried.ok:
        return redirect("agenda:event", event_id)
    context = {**event_context(request, event_id), **(typed or {}), "refusal": tried.refusal}
    return render(request, "events/event.html", context, status=tried.status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, event_id: int) -> HttpResponse:
    """GET asks; POST gives the seat back. Whoever has given it back already, by a second press, sees the event."""
    held = Registration.objects.filter(event=event_id, person=request.user.pk)
    registration = held.select_related("event__branch").first()
    if registration is None:
        raise Http404
    if registration.state == Registration.State.WITHDRAWN:
        return redirect("agenda:event", event_id)
    tried = UNTRIED
    if request.method == "POST":
        facts = {"registration_id": registration.pk, "now": timezone.now()}
        tried = attempt(seats.withdraw, actor=request.user, **facts)
        if tried.ok:
            return redirect("agenda:event", event_id)
    context = {"event": registration.event, "registration": registration, "refusal": tried.refusal}
    context["alone"] = registration.state != "confirmed" or may_act_alone(registration.event, timezone.now())
    return render(request, "events/withdraw.html", context, status=tried.status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_all(request: HttpRequest, event_id: int) -> HttpResponse:
    """GET lists one's dates of the series and asks; POST gives all of them back."""
    event = load_event(request, event_id)
    if request.method == "POST":
        withdraw_series(actor=request.user, event_id=event_id, now=timezone.now())
        return redirect("agenda:event", event_id)
    series = show_series(event, request.user, timezone.now())
    if series is None or not series.mine:
        raise Http404
    kept = [one for one in series.mine if one.coming and one.closed]
    context = {"event": event, "series": series, "kept": kept, "freed": [one for one in series.mine if one not in kept]}
    return render(request, "events/withdraw_all.html", context)
