"""What is in the calendar of one device, and when it reminds: one ticks, looks at what that gives, and keeps it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.models import Reach, reach_of
from events.actions.links import choose_contents
from events.choices import alarm_in
from events.content_forms import Contents, all_dates
from events.models import CalendarLink, Event
from events.models.tastes import Taste
from events.views.links import load_link
from hub.answers import UNTRIED, attempt, signed_in

SHOWN = 12


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def contents(request: HttpRequest, link_id: int) -> HttpResponse:
    """GET shows what is in it; POST keeps what is ticked, or with `act` “look” only shows what that would give."""
    now, link = timezone.now(), load_link(request, link_id)
    reach = reach_of(request.user, now)
    offered = Contents.of(request.user, reach, now)
    taste, alarm, tried = link.taste, link.alarm, UNTRIED
    if request.method == "POST":
        taste, alarm = offered.read(request.POST, link.taste), alarm_in(request.POST)
        if request.POST.get("act") != "look":
            facts = {"link_id": link.pk, "taste": taste, "alarm": alarm, "now": now}
            tried = attempt(choose_contents, actor=request.user, **facts)
            if tried.ok:
                return redirect(reverse("agenda:contents", args=[link.pk]) + "?garde=1#dedans")
    context = {
        "link": link,
        **offered.rows(taste),
        **preview(request.user, reach, taste, now),
        "home": taste.home,
        "online": taste.online,
        "narrowed": taste.is_narrowed,
        "alarm": alarm,
        "alarms": CalendarLink.Alarm.choices,
        "looked": request.method == "POST" and tried.ok,
        "kept": request.GET.get("garde") == "1",
        "refusal": tried.refusal,
        "crumbs": [
            {"url": reverse("agenda:links"), "label": _("My calendar")},
            {"label": link.name, "url": None},
        ],
    }
    return render(request, "events/contents.html", context, status=tried.status)


def preview(person: Any, reach: Reach, taste: Taste, now: datetime) -> dict[str, Any]:
    """How many dates are in it, the next ones, and whichever was left out by itself; three queries."""
    rows = Event.objects.about(person, reach, taste).published().upcoming(now)
    whole = Event.objects.about(person, reach, all_dates(taste)).published().upcoming(now)
    found = list(rows.select_related("branch").soonest_first()[:SHOWN])
    out = list(whole.filter(pk__in=taste.without_dates).select_related("branch").soonest_first())
    keys = {one.pk for one in found}
    dates = [(one, True) for one in found] + [(one, False) for one in out if one.pk not in keys]
    return {"number": rows.count(), "dates": sorted(dates, key=lambda date: (date[0].starts_at, date[0].pk))}
