"""The log over HTTP: the same events as on the socket, for whoever has none."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hub.answers import refused
from hub.live import frames
from hub.live.encode import encode
from hub.live.rights import Place, marks_of, places_of, reset_reason
from hub.live.topics import find, may_read
from hub.models import LogEvent

MOST = 200


def read_limit(text: str) -> int:
    """How many events are asked for; raises MalformedError outside 1 … 200."""
    if not (text.isascii() and text.isdigit() and 0 < int(text[:4]) <= MOST):
        raise frames.MalformedError
    return int(text[:4])


@never_cache
@require_safe
def log(request: HttpRequest, key: str) -> HttpResponse:
    """GET ?after=<seq>.<h>&limit=100"""
    if not request.user.is_authenticated:
        return refused("signed_out", _("Please sign in again."), 401)
    found = find(key)
    place = places_of([key]).get(key, Place())
    if found is None or found[0].is_state or not may_read(request.user, key):
        return refused("not_found", _("This page does not exist, or is not open to you."), 404)
    try:
        limit = read_limit(request.GET.get("limit", "100"))
        after = frames.read_cursor(request.GET["after"]) if "after" in request.GET else None
    except frames.MalformedError:
        return refused("malformed", _("This address is damaged."), 400)
    if after is None:
        return JsonResponse({"topic": key, "head": str(place), "events": [], "more": False})
    why = reset_reason(key, after, place, marks_of([(key, after)]))
    if why:
        return JsonResponse({"topic": key, "head": str(place), "reset": why})
    rows = LogEvent.objects.filter(topic__key=key, seq__gt=after.seq, seq__lte=place.head).order_by("seq")
    events = list(rows[:limit])
    texts = [entry.frame.text for entry in encode(found[0], key, events)]
    more = after.seq + len(events) < place.head
    return HttpResponse(frames.page(key, str(place), texts, more=more), content_type="application/json")
