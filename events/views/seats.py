"""A seat without an account: the mailed link shows it, buttons take what is offered, give it back, say yes or no to photos."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events.actions.consents import answer_consent
from events.actions.links import choose_invitations
from events.actions.replies import say_answer
from events.actions.seats import register
from events.company import question
from events.models import Consent, Event, Registration
from events.models.links import is_invited
from events.parties import read_guests
from events.policies import is_pictured, may_act_alone, may_check_in, may_register, may_see_by_link
from events.views.acts import act_on, choices_of
from events.views.hearing import HEARING, answer_hearing, is_about_hearing
from events.views.shown import show_events
from hub.anonymous import anonymous_form
from hub.answers import UNTRIED, Tried, attempt
from hub.links import seal, unseal
from hub.parts import parts

PHOTO = Consent.Purpose.PHOTO.value
ANSWERS = {Registration.Said.MAYBE.value, Registration.Said.NO.value}


def is_answer(registration: Registration, data: Mapping[str, str]) -> bool:
    """Whether a button says that somebody who was asked comes, perhaps comes, or does not."""
    known = bool(registration.said) or registration.state != Registration.State.WITHDRAWN
    return known and registration.person.is_active and ("come" in data or data.get("act") in ANSWERS)


def answered(registration: Registration, data: Mapping[str, str], now: datetime) -> Tried:
    """Takes the seat, or the place in the line, or keeps the answer."""
    facts: dict[str, Any] = {"actor": registration.person, "event_id": registration.event_id, "now": now}
    if "come" not in data:
        return attempt(say_answer, **facts, said=data["act"])
    return attempt(register, **facts, mode=data["come"], wait="wait" in data, guests=read_guests(data))


def pressed(registration: Registration, data: Mapping[str, str]) -> Tried:
    """Does what the button says, for the person whose seat it is."""
    now = timezone.now()
    if is_about_hearing(registration, data):
        return attempt(choose_invitations, actor=registration.person, wanted=HEARING[data["act"]])
    if is_answer(registration, data):
        return answered(registration, data, now)
    if data.get("purpose") == PHOTO and data.get("given") in {"0", "1"}:
        facts = {"person": registration.person, "purpose": PHOTO, "given": data["given"] == "1"}
        return attempt(answer_consent, actor=None, now=now, **facts)
    return act_on(registration, data, actor=None, now=now)


def is_shown(registration: Registration) -> bool:
    """An answer without a seat shows its event only while it is meant for its person."""
    return not registration.said or is_seen(registration, timezone.now())


def is_seen(registration: Registration, now: datetime) -> bool:
    """Whether its person has an account that is shown the event."""
    seen = Event.objects.visible_to(registration.person, now).filter(pk=registration.event_id)
    return registration.person.is_active and seen.exists()


def facts_of(registration: Registration, tried: Tried, data: QueryDict, dire: str) -> dict[str, Any]:
    """What the page shows; `dire` is the answer that the link in an invitation stands for."""
    now = timezone.now()
    asked = {"shown": None, "invitations": True}
    if registration.said:
        shown = show_events([registration.event], registration.person, now)[0]
        asked = {"shown": shown, "invitations": is_invited(registration.person)}
    panels = [panel for part in parts("seat_panels") if (panel := part(registration))]
    return {
        **choices_of(registration, now),
        "event": registration.event,
        "alone": may_act_alone(registration.event, now),
        "doors": may_check_in(registration.event, now),
        "over": registration.event.starts_at <= now,
        # Whoever has an account takes a seat anew on the page of the event, others by their application or by phone.
        "may_return": registration.state == registration.State.WITHDRAWN
        and may_register(registration.event, now)
        and is_seen(registration, now),
        "photos": question(registration.person_id, PHOTO) if is_pictured(registration) else None,
        "album": seal("album", registration.pk) if may_see_by_link(registration, now) else "",
        **asked,
        "dire": dire,
        "refusal": tried.refusal,
        "brought": None if tried.ok else read_guests(data),
        "square": seal("pass", registration.pk),
        "panels": panels,
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def seat(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the seat; POST takes the one that is offered, changes it, or gives it back, and says so.

    What is about invitations alone is answered whatever has become of the date.
    """
    rows = Registration.objects.select_related("event__branch", "person")
    registration = rows.filter(pk=unseal("seat", token)).first()
    if registration is None:
        raise Http404
    seen = is_shown(registration)
    if found := answer_hearing(request, registration, seen=seen):
        return found
    if not seen:
        raise Http404
    with override(registration.person.language):
        tried = UNTRIED
        if request.method == "POST":
            tried = pressed(registration, request.POST)
            if tried.ok:
                return redirect(request.path)
        context = facts_of(registration, tried, request.POST, request.GET.get("dire", ""))
        return render(request, "events/seat.html", context, status=200 if tried.ok else 409)
