"""The agenda: what takes place, month by month; one event."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.models import Reach, Theme, reach_of
from events.actions.proposals import branches_of
from events.choices import Chosen
from events.company import answer_of, company_of
from events.forms import Wanted
from events.linked import CONTEXT, event_data, event_path
from events.models import Consent, Event
from events.models.events import EventQuerySet
from events.opened import for_whom
from events.parties import party_choices
from events.policies import has_album, may_see_album
from events.talks import talk_of
from events.views.acts import choices_of
from events.views.addresses import buttons
from events.views.grid import lay_out
from events.views.months import pages_of
from events.views.shown import ShownEvent, ShownSeries, show_events, show_series
from hub.links import seal
from hub.models import Branch
from hub.parts import parts
from hub.shared import same_for_visitors
from hub.tags import Tags, in_every_language, language
from hub.words.dates import span

LONGEST_WORDS = 160


def frame_of(request: HttpRequest) -> dict[str, Any]:
    """The menu around the page: a member's own, or the visitors'."""
    return {"frame": "base_space.html" if request.user.is_authenticated else "base.html"}


def listed(wanted: Wanted, reach: Reach) -> EventQuerySet:
    """The events that this person may see and wants to."""
    return wanted.chosen.narrow(Event.objects.reached_by(reach).no_drafts())


def agenda_tags(path: str) -> Tags:
    """The head of the agenda, the same whatever one looks for."""
    words = _("Workshops, exchanges and convivial moments. Everything is free, come as you are.")
    return Tags(_("Agenda"), words, path, in_every_language(path))


def event_tags(shown: ShownEvent) -> Tags:
    """The head of an event's page; what is not for everybody, search engines never see."""
    event, path = shown.event, event_path(shown.event)
    data = event_data(event, seats_left=sum(way.seats.left for way in shown.ways))
    when = span(event.start, event.end, language())
    words = f"{when[:1].upper()}{when[1:]}, {event.branch}. {event.description}".strip()
    return Tags(
        event.title,
        Truncator(words).chars(LONGEST_WORDS),
        path,
        in_every_language(path),
        data={"@context": CONTEXT, **data},
    )


@same_for_visitors
@require_safe
def months(request: HttpRequest) -> HttpResponse:
    """Two months at a time, from today on; a list of many dates goes on on another page."""
    now = timezone.now()
    branches = list(Branch.objects.in_order())
    wanted = Wanted.read(request.GET, timezone.localdate(now), branches)
    reach = reach_of(request.user, now)
    rows = listed(wanted, reach).select_related("branch")
    pages = pages_of(rows, wanted, request.user, now)
    context = {
        **frame_of(request),
        **pages,
        **buttons(wanted.chosen.path(language())),
        "tables": [lay_out(*month, timezone.localdate(now)) for month in pages["months"]] if wanted.table else [],
        "tags": agenda_tags(request.path),
        "wanted": wanted,
        "sought": Chosen.of_interests(reach),
        "may_propose": request.user.is_authenticated and bool(branches_of(request.user, now)),
        "branches": branches,
        "kinds": Event.Kind.choices,
        "themes": Theme.choices,
        "chosen": wanted.chosen,
        "words": wanted.chosen.in_words(language()),
    }
    return render(request, "events/agenda.html", context)


@same_for_visitors
@require_safe
def event(request: HttpRequest, event_id: int) -> HttpResponse:
    """One event. Signed out, whoever follows a link from their mail or calendar is asked who they are.

    The same for what does not exist, so that the answer tells nothing.
    """
    try:
        context = event_context(request, event_id)
    except Http404:
        if request.user.is_authenticated:
            raise
        return redirect_to_login(request.get_full_path())
    return render(request, "events/event.html", context)


def load_event(request: HttpRequest, event_id: int) -> Event:
    """The event, if the audience rule shows it to this person, or they have a seat; 404 otherwise."""
    rows = (
        Event.objects.open_to(request.user, timezone.now()).select_related("branch", "promotion__branch").with_further()
    )
    return get_object_or_404(rows, pk=event_id)


def event_context(request: HttpRequest, event_id: int) -> dict[str, Any]:
    """What the page of an event shows."""
    found, now = load_event(request, event_id), timezone.now()
    shown = show_events([found], request.user, now)[0]
    series = show_series(found, request.user, now)
    back = {"url": reverse("agenda:agenda"), "label": _("Agenda")}
    return {
        **frame_of(request),
        "shown": shown,
        "event": found,
        **for_whom(found),
        "tags": event_tags(shown),
        "series": series,
        **(choices_of(shown.registration, now) if shown.registration else {"parties": party_choices(found.guests)}),
        "album": may_see_album(request.user, found, now),
        "talk": talk_of(found, request.user, now),
        "company": company_of(found, shown.registration),
        **asked_of(request.user, shown, series),
        # Asked for visitors of an information session alone.
        "ways_in": SimpleLazyObject(lambda: [part(found, now) for part in parts("ways_in")]),
        "square": seal("pass", shown.registration.pk) if shown.registration else "",
        "crumbs": [back, {"label": found.title, "url": None}],
        "file": reverse("events:event_file", args=[(get_language() or "fr")[:2], found.uid]),
    }


def asked_of(person: Any, shown: ShownEvent, series: ShownSeries | None) -> dict[str, Any]:
    """What is asked beside the buttons, and answered before; for all dates of a series only what never was."""
    album = has_album(shown.event)
    pictured = album or (series is not None and series.pictured)
    named = answer_of(person, Consent.Purpose.NAME) if series or not shown.registration else None
    photos = answer_of(person, Consent.Purpose.PHOTO) if pictured else None
    return {"named": named, "unnamed": named is None, "photos": photos, "typed": "", "asks_photos": album}
