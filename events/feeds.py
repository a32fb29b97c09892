"""The calendars one subscribes to: for everybody, per branch, and one's own; and one event as a file."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from community.models import Reach, reach_of
from events.actions.links import note_use
from events.calendars import Feed, event_url, render_feed
from events.choices import Chosen
from events.ical import calendar, component_of
from events.models import CalendarLink, Event
from events.moments import last_change, of_events, of_events_alone, of_owner
from hub.models import Branch

TYPE = "text/calendar; charset=utf-8"
# An action is stamped when it begins: one that waited for a lock may be written after a later one has been read.
SETTLED = timedelta(minutes=1)


def check_language(language: str) -> None:
    """Raises Http404 for a language that we do not speak."""
    if language not in dict(settings.LANGUAGES):
        raise Http404


def file(body: bytes, name: str) -> HttpResponse:
    """An iCalendar answer, shown and not saved, that search engines leave alone."""
    response = HttpResponse(body, content_type=TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


def answer(request: HttpRequest, feed: Feed, name: str, now: datetime, changed: datetime | None) -> HttpResponse:
    """The feed, or 304 where the client has it already (RFC 9110, section 13); `changed`: when something last moved it.

    Only the very date that we give counts: a client that makes one up cannot know what changed in between.
    """
    rendered = render_feed(feed, now)
    response = file(rendered.body, name)
    response["ETag"] = f'"{rendered.tag}"'
    response["Cache-Control"] = "public, max-age=300" if feed.owner is None else "private, no-cache"
    stamp = int(changed.timestamp()) if changed is not None and changed + SETTLED <= now else None
    if stamp is not None:
        response["Last-Modified"] = http_date(stamp)
    if request.headers.get("If-Modified-Since") not in {None, response.get("Last-Modified")}:
        stamp = None
    found = get_conditional_response(request, etag=response["ETag"], last_modified=stamp, response=response)
    return found or response


@require_safe
def everybody(request: HttpRequest, language: str) -> HttpResponse:
    """Every public event."""
    check_language(language)
    now = timezone.now()
    moments = of_events_alone(now)
    with override(language):
        feed = Feed(
            name=_("Le Banc: the agenda"),
            path=reverse("events:feed", args=[language]),
            language=language,
            events=Event.objects.reached_by(Reach()),
            zone=settings.TIME_ZONE,
        )
    return answer(request, feed, "le-banc", now, last_change(moments))


@require_safe
def of_branch(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The public events of one branch, those that are open to it among them."""
    check_language(language)
    now = timezone.now()
    branch = get_object_or_404(Branch.objects.annotate(**of_events(now)), slug=slug)
    with override(language):
        feed = Feed(
            name=_("Le Banc %(city)s") % {"city": branch.city},
            path=reverse("events:branch_feed", args=[language, slug]),
            language=language,
            events=Event.objects.reached_by(Reach()).of_branches(branch.pk),
            zone=branch.zone,
        )
    return answer(request, feed, slug, now, last_change(vars(branch)))


@require_safe
def of_choice(request: HttpRequest, language: str) -> HttpResponse:
    """The public events that the address asks for; what does not exist is 404, so that nobody waits for it in vain."""
    check_language(language)
    now = timezone.now()
    branches = list(Branch.objects.in_order().annotate(**of_events(now)))
    chosen = Chosen.read(request.GET, branches)
    if chosen.astray or not branches:
        raise Http404
    with override(language):
        words = chosen.in_words(language)
        feed = Feed(
            name=_("Le Banc: %(choice)s") % {"choice": words} if words else _("Le Banc: the agenda"),
            path=chosen.path(language),
            language=language,
            events=chosen.narrow(Event.objects.reached_by(Reach())),
            zone=chosen.branches[0].zone if chosen.branches else settings.TIME_ZONE,
            alarm=chosen.alarm,
        )
    return answer(request, feed, "le-banc-choix", now, last_change(vars(branches[0])))


@require_safe
def own(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar of whoever holds this secret; a revoked one is not there, whatever the client has already."""
    now = timezone.now()
    rows = CalendarLink.objects.opened_by(secret).select_related("person")
    link = get_object_or_404(rows.annotate(**of_events(now), **of_owner(now)))
    person = link.person
    reach = reach_of(person, now)
    note_use(link=link, today=timezone.localdate(now))
    with override(person.language):
        feed = Feed(
            name=_("Le Banc: my dates"),
            path=request.path,
            language=person.language,
            events=Event.objects.about(person, reach, link.taste),
            zone=settings.TIME_ZONE,
            owner=person.pk,
            alarm=link.alarm,
            expected=Q(kind=Event.Kind.TRAINING, promotion__in=reach.promotions),
        )
    return answer(request, feed, "le-banc-mes-dates", now, last_change(vars(link)))


@require_safe
def one(request: HttpRequest, language: str, uid: str) -> HttpResponse:
    """One event as a file, with the identity it has in every feed."""
    check_language(language)
    rows = Event.objects.open_to(request.user, timezone.now()).no_drafts().select_related("branch")
    event = get_object_or_404(rows, uid=uid)
    with override(language):
        entry = component_of(event, link=event_url(event))
    response = file(calendar(entry, zones={event.zone}), f"le-banc-{event.pk}")
    response["Cache-Control"] = "private, no-cache"
    return response
