"""A seat without an account: the mailed link shows it, buttons take what is offered and give it back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events.actions.seats import SeatRefusal, accept_offer, withdraw
from events.models import Registration
from events.models.seats import place_of
from hub.anonymous import anonymous_form
from hub.links import unseal
from hub.parts import parts


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def seat(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the seat; POST takes the one that is offered, or gives it back, and says so."""
    rows = Registration.objects.select_related("event__branch", "person")
    registration = rows.filter(pk=unseal("seat", token)).first()
    if registration is None:
        raise Http404
    with override(registration.person.language):
        refusal = ""
        if request.method == "POST":
            try:
                act = accept_offer if request.POST.get("act") == "accept" else withdraw
                act(actor=None, registration_id=registration.pk, now=timezone.now())
                return redirect(request.path)
            except SeatRefusal as refused:
                refusal = refused.message
        panels = [panel for part in parts("seat_panels") if (panel := part(registration))]
        context = {
            "registration": registration,
            "event": registration.event,
            "place": place_of(registration) if registration.state == registration.State.WAITING else 0,
            "over": registration.event.starts_at <= timezone.now(),
            "refusal": refusal,
            "panels": panels,
        }
        return render(request, "events/seat.html", context, status=409 if refusal else 200)
