"""A member takes a seat at an event, or at all dates of a series, or joins the waiting list, and gives it back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events.actions import seats
from events.actions.series_seats import register_series, withdraw_series
from events.models import Registration
from events.views.agenda import event_context, load_event
from events.views.shown import show_series
from hub.answers import UNTRIED, Tried, attempt, signed_in


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, event_id: int) -> HttpResponse:
    """POST takes a seat, or with `wait` a place on the waiting list; the page says so. GET shows the event."""
    load_event(request, event_id)
    if request.method != "POST":
        return redirect("agenda:event", event_id)
    mode, wait = request.POST.get("mode", ""), "wait" in request.POST
    facts = {"event_id": event_id, "mode": mode, "wait": wait}
    return answered(request, event_id, attempt(seats.register, actor=request.user, now=timezone.now(), **facts))


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def register_all(request: HttpRequest, event_id: int) -> HttpResponse:
    """POST takes a seat or a place on the list at every date of the series. GET shows the event."""
    load_event(request, event_id)
    if request.method != "POST":
        return redirect("agenda:event", event_id)
    facts = {"event_id": event_id, "mode": request.POST.get("mode", "")}
    return answered(request, event_id, attempt(register_series, actor=request.user, now=timezone.now(), **facts))


def answered(request: HttpRequest, event_id: int, tried: Tried) -> HttpResponse:
    """The event's page, where it stands now; with the refusal where there is one."""
    if tried.ok:
        return redirect("agenda:event", event_id)
    context = {**event_context(request, event_id), "refusal": tried.refusal}
    return render(request, "events/event.html", context, status=tried.status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, event_id: int) -> HttpResponse:
    """GET asks; POST gives the seat back."""
    held = Registration.objects.concerned().filter(event=event_id, person=request.user.pk)
    registration = held.select_related("event__branch").first()
    if registration is None:
        raise Http404
    tried = UNTRIED
    if request.method == "POST":
        facts = {"registration_id": registration.pk, "now": timezone.now()}
        tried = attempt(seats.withdraw, actor=request.user, **facts)
        if tried.ok:
            return redirect("agenda:event", event_id)
    context = {"event": registration.event, "registration": registration, "refusal": tried.refusal}
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
    return render(request, "events/withdraw_all.html", {"event": event, "series": series})
