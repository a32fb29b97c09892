"""Whether one wants to be invited by mail, from the link at the foot of an invitation: a page of its own, without an account."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import override

from events.actions.links import choose_invitations
from events.models import Registration
from events.models.links import is_invited
from hub.links import is_one_click

STOP = "stop"
HEARING = {"hush": False, "invite": True}


def is_about_hearing(registration: Registration, data: Mapping[str, str]) -> bool:
    """Whether a button says that a member wants invitations, or wants none."""
    return data.get("act") in HEARING and registration.person.is_active


def answer_hearing(request: HttpRequest, registration: Registration, *, seen: bool) -> HttpResponse | None:
    """The answer to what is about a member's invitations alone; nothing where it is about the seat.

    The post of a mail program ends them. Else GET says what one gets now, and POST changes it; with `seen` the page leads on
    to the date, which nothing here touches.
    """
    if registration.person.is_active and is_one_click(request):
        choose_invitations(actor=registration.person, wanted=False)
        return HttpResponse()
    if not registration.person.is_active or request.GET.get("dire") != STOP:
        return None
    if request.method == "POST":
        if is_about_hearing(registration, request.POST):
            choose_invitations(actor=registration.person, wanted=HEARING[request.POST["act"]])
        return redirect(request.get_full_path())
    with override(registration.person.language):
        context = {
            "registration": registration,
            "event": registration.event,
            "invitations": is_invited(registration.person),
            "dire": STOP,
            "date": request.path if seen else "",
        }
        return render(request, "events/hearing.html", context)
