"""The album of an event: its photos, and the form with the list of who said no."""

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events.actions.albums import AlbumRefusal, add_photo, answers_at
from events.models import Event, EventPhoto, Registration
from events.policies import may_run, may_see_album, may_see_by_link
from hub.answers import UNTRIED, attempt, signed_in
from hub.links import absolute, seal

FORMS = UUID("5e2f0a54-9f0e-4a53-8a55-0f5b0a2f7c11")
AT_ONCE, MOST_BYTES = 10, 25 * 1024 * 1024 + 1


def load_album(request: HttpRequest, event_id: int, now: datetime) -> Event:
    """The event, for whoever took part and the team, once it has begun; 404 otherwise."""
    event = Event.objects.filter(pk=event_id).select_related("branch", "promotion").first()
    if event is None or not may_see_album(request.user, event, now):
        raise Http404
    return event


def load_photo(request: HttpRequest, uid: UUID, now: datetime) -> EventPhoto:
    """A photo of such an album; one that was taken out is for the team alone. 404 otherwise."""
    photo = EventPhoto.objects.select_related("event__branch").filter(uid=uid).first()
    seen = photo is not None and may_see_album(request.user, photo.event, now)
    if photo is None or not seen or (photo.removed_at and not may_run(request.user, photo.event, now)):
        raise Http404
    return photo


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def album(request: HttpRequest, event_id: int) -> HttpResponse:
    """GET shows the photos and the form; POST adds some."""
    now = timezone.now()
    event, tried = load_album(request, event_id, now), UNTRIED
    if request.method == "POST":
        tried = attempt(take_all, request=request, event_id=event_id, now=now)
        if tried.ok:
            return redirect("agenda:album", event_id)
    said = answers_at(event)
    team = may_run(request.user, event, now)
    photos = EventPhoto.objects.filter(event=event).in_order()
    context = {
        "event": event,
        "photos": photos.shown(),
        "asked_out": photos.asked_out() if team else [],
        "no": said.no,
        "unanswered": [one for one in said.unanswered if one.pk != request.user.pk],
        "hosts": said.hosts,
        "link": link_for_guests(request, event, now),
        "refusal": tried.refusal,
        "alt": request.POST.get("alt", ""),
        "crumbs": crumbs_of(event, _("Photos")),
    }
    return render(request, "events/album.html", context, status=tried.status)


def link_for_guests(request: HttpRequest, event: Event, now: datetime) -> str:
    """The whole address of the photos, for whom this person has brought along; nothing where they came alone."""
    held = Registration.objects.filter(event=event, person=request.user.pk, guests__gt=0).first()
    if held is None:
        return ""
    held.event = event
    return album_link(held) if may_see_by_link(held, now) else ""


def album_link(registration: Registration) -> str:
    """The whole address at which the photos of an event are seen without an account."""
    return absolute(reverse("events:album_link", args=[seal("album", registration.pk)]))


def take_all(*, request: HttpRequest, event_id: int, now: datetime) -> int:
    """Adds the files of the form, one after another; answers how many. Raises what `add_photo` raises."""
    files = request.FILES.getlist("photos")
    if not files or len(files) > AT_ONCE:
        raise AlbumRefusal("files", _("Choose one to ten photos."))
    actor: Any = request.user
    facts = {"alt": request.POST.get("alt", ""), "sure": "sure" in request.POST, "now": now}
    for sent in files:
        data = sent.read(MOST_BYTES)
        uid = uuid5(FORMS, f"{event_id} {actor.pk} {sha256(data).hexdigest()}")
        add_photo(actor=actor, event_id=event_id, uid=uid, data=data, **facts)
    return len(files)


def crumbs_of(event: Event, label: str) -> list[dict[str, Any]]:
    """The way from the agenda to here."""
    page = {"url": reverse("agenda:event", args=[event.pk]), "label": event.title}
    return [{"url": reverse("agenda:agenda"), "label": _("Agenda")}, page, {"url": None, "label": label}]


@signed_in
@require_safe
def serve(request: HttpRequest, uid: UUID, which: str) -> HttpResponse:
    """A photo in one of its sizes; asked for anew each time, as it may have been taken out."""
    return stored(load_photo(request, uid, timezone.now()), which)


def stored(photo: EventPhoto, which: str) -> FileResponse:
    """One of its two sizes, as no browser keeps it; raises Http404."""
    if which not in {"photo.jpg", "small.webp"}:
        raise Http404
    file, kind = (photo.small, "image/webp") if which == "small.webp" else (photo.file, "image/jpeg")
    try:
        answer = FileResponse(file.open("rb"), filename=which, content_type=kind)
    except FileNotFoundError as error:
        raise Http404 from error
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
