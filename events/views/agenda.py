"""The agenda: what takes place, month by month; one event."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.models import Reach, reach_of
from events.forms import Wanted
from events.models import Event
from events.models.events import EventQuerySet
from events.models.seats import place_of
from events.views.shown import pages_of, show_events, show_series
from hub.models import Branch


def frame_of(request: HttpRequest) -> dict[str, Any]:
    """The menu around the page: a member's own, or the visitors'."""
    return {"frame": "base_space.html" if request.user.is_authenticated else "base.html"}


def listed(wanted: Wanted, reach: Reach) -> EventQuerySet:
    """The events that this person may see and wants to."""
    return wanted.narrow(Event.objects.reached_by(reach).no_drafts())


@never_cache
@require_safe
def months(request: HttpRequest) -> HttpResponse:
    """Two months at a time, from today on."""
    now = timezone.now()
    wanted = Wanted.read(request.GET, timezone.localdate(now))
    rows = listed(wanted, reach_of(request.user, now)).select_related("branch")
    context = {
        **frame_of(request),
        **pages_of(rows, wanted, request.user, now),
        "wanted": wanted,
        "branches": Branch.objects.in_order(),
        "kinds": Event.Kind.choices,
        "filtered": bool(wanted.branch or wanted.kind or wanted.online),
    }
    return render(request, "events/agenda.html", context)


@never_cache
@require_safe
def event(request: HttpRequest, event_id: int) -> HttpResponse:
    """One event."""
    return render(request, "events/event.html", event_context(request, event_id))


def load_event(request: HttpRequest, event_id: int) -> Event:
    """The event, if the audience rule shows it to this person; 404 otherwise."""
    rows = Event.objects.visible_to(request.user, timezone.now()).select_related("branch", "promotion__branch")
    return get_object_or_404(rows, pk=event_id)


def event_context(request: HttpRequest, event_id: int) -> dict[str, Any]:
    """What the page of an event shows."""
    found, now = load_event(request, event_id), timezone.now()
    shown = show_events([found], request.user, now)[0]
    back = {"url": reverse("agenda:agenda"), "label": _("Agenda")}
    return {
        **frame_of(request),
        "shown": shown,
        "event": found,
        "series": show_series(found, request.user, now),
        "place": place_of(shown.registration) if shown.registration and shown.waiting else 0,
        "crumbs": [back, {"label": found.title, "url": None}],
        "file": reverse("events:event_file", args=[(get_language() or "fr")[:2], found.uid]),
    }
