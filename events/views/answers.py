"""Answers without a seat: perhaps, or no, from the page of an event; the team's question by mail, and what came of it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events.actions.replies import invite, say_answer
from events.models import Event, Registration
from events.models.invitable import not_yet_asked
from events.opened import for_whom
from events.policies import may_answer
from events.views.agenda import load_event
from events.views.backstage import crumbs, load
from events.views.registrations import answered
from hub.answers import UNTRIED, attempt, signed_in

Said = Registration.Said


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, event_id: int) -> HttpResponse:
    """POST says perhaps, or no. GET shows the event."""
    load_event(request, event_id)
    if request.method != "POST":
        return redirect("agenda:event", event_id)
    facts = {"event_id": event_id, "said": request.POST.get("said", ""), "now": timezone.now()}
    return answered(request, event_id, attempt(say_answer, actor=request.user, **facts))


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, event_id: int) -> HttpResponse:
    """GET says how many would be asked by mail; POST asks them."""
    now = timezone.now()
    event, tried = load(request, event_id, now), UNTRIED
    if request.method == "POST":
        tried = attempt(invite, actor=request.user, event_id=event_id, now=now)
        if tried.ok:
            return redirect("agenda:team_event", event_id)
    context = {
        "event": event,
        **for_whom(event),
        "number": not_yet_asked(event, now).count() if may_answer(event, now) else 0,
        "may_invite": may_answer(event, now),
        "refusal": tried.refusal,
        "crumbs": crumbs(_("Invite by mail"), event=event),
    }
    return render(request, "events/invite.html", context, status=tried.status)


def answers_of(event: Event, now: datetime) -> dict[str, Any]:
    """What those without a seat answered, by name, and how many were asked in vain, and whether the team may still ask; two queries."""
    rows = Registration.objects.filter(event=event)
    found: dict[str, list[Registration]] = {word: [] for word in (Said.MAYBE, Said.NO)}
    for row in rows.said(*found).select_related("person").by_name():
        found[row.said].append(row)
    return {"answers": {**found, "asked": rows.said(Said.ASKED).count()}, "may_invite": may_answer(event, now)}
