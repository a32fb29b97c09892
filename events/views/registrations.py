"""A member takes a seat at an event or joins its waiting list, and gives it back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events.actions import seats
from events.models import Registration
from events.views.agenda import event_context, load_event
from hub.answers import signed_in, status_of
from hub.errors import Refusal


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, event_id: int) -> HttpResponse:
    """POST takes a seat, or with `wait` a place on the waiting list; the page says so. GET shows the event."""
    load_event(request, event_id)
    if request.method == "POST":
        mode, wait = request.POST.get("mode", ""), "wait" in request.POST
        try:
            seats.register(actor=request.user, event_id=event_id, mode=mode, wait=wait, now=timezone.now())
        except Refusal as refusal:
            context = {**event_context(request, event_id), "refusal": refusal.message}
            return render(request, "events/event.html", context, status=status_of(refusal))
    return redirect("agenda:event", event_id)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, event_id: int) -> HttpResponse:
    """GET asks; POST gives the seat back."""
    held = Registration.objects.concerned().filter(event=event_id, person=request.user.pk)
    registration = held.select_related("event__branch").first()
    if registration is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            seats.withdraw(actor=request.user, registration_id=registration.pk, now=timezone.now())
            return redirect("agenda:event", event_id)
        except Refusal as refused:
            refusal = refused.message
    context = {"event": registration.event, "registration": registration, "refusal": refusal}
    return render(request, "events/withdraw.html", context, status=422 if refusal else 200)
