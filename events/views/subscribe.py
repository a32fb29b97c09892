"""How to have the agenda in one's own calendar: one chooses which dates and a reminder, sees what that gives, and gets the address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.models import Reach, Theme
from events.choices import Chosen
from events.models import CalendarLink, Event
from events.views.addresses import addresses
from events.views.agenda import frame_of
from hub.models import Branch
from hub.shared import same_for_visitors
from hub.tags import Tags, in_every_language

SHOWN = 4


@same_for_visitors
@require_safe
def subscribe(request: HttpRequest) -> HttpResponse:
    """The addresses of the calendars, with the steps of each program."""
    language = (get_language() or "fr")[:2]
    branches = list(Branch.objects.in_order())
    chosen = Chosen.read(request.GET, branches)
    path = reverse("agenda:subscribe")
    page = path + (f"?{chosen.query}" if chosen.query else "")
    words = _(
        "Subscribe once: new dates, changes and cancellations come by themselves. Nobody is told that you subscribed."
    )
    context = {
        **frame_of(request),
        **preview(chosen),
        **addresses(chosen.path(language), page),
        "branches": branches,
        "kinds": Event.Kind.choices,
        "themes": Theme.choices,
        "chosen": chosen,
        "alarms": CalendarLink.Alarm.choices,
        "words": chosen.in_words(language),
        "tags": Tags(_("The agenda in your calendar"), words, path, in_every_language(path)),
        "crumbs": [
            {"url": reverse("agenda:agenda"), "label": _("Agenda")},
            {"label": _("In your calendar"), "url": None},
        ],
    }
    return render(request, "events/subscribe.html", context)


def preview(chosen: Chosen) -> dict[str, Any]:
    """How many dates the calendar would show, and the next ones; two queries."""
    rows = chosen.narrow(Event.objects.reached_by(Reach())).published().upcoming(timezone.now())
    return {"number": rows.count(), "next_dates": list(rows.select_related("branch").soonest_first()[:SHOWN])}
