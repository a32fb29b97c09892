"""“Take me out”: by one's account, or by the link that leads to the photos without one; and the team settles it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events.actions.removals import blur_photo, settle_photo, take_out
from events.grids import Grid
from events.models import EventPhoto, Registration
from events.policies import may_run, may_see_by_link
from events.views.albums import crumbs_of, load_photo, stored
from hub.anonymous import anonymous_form
from hub.answers import UNTRIED, Tried, attempt, signed_in
from hub.links import unseal
from hub.models import Person


def asked(request: HttpRequest, photo: EventPhoto, now: datetime, **who: Any) -> Tried:
    """Takes it out, or asks for a blur where the button says so."""
    marks = request.POST.getlist("marks") if "blur" in request.POST else None
    return attempt(take_out, photo_id=photo.pk, marks=marks, now=now, **who)


def places_of(request: HttpRequest, photo: EventPhoto) -> dict[str, Any]:
    """The grid over a photo, ticked as it was sent, or as somebody asks; both where they ask since it was read."""
    grid = Grid.over(photo)
    sent = request.POST.getlist("marks")
    asks_anew = request.POST.get("asked", photo.asked) != photo.asked
    marks = sent if request.method == "POST" and not asks_anew else [*photo.marks, *sent]
    return {"photo": photo, "grid": grid, "places": grid.places(marks)}


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, uid: UUID) -> HttpResponse:
    """GET shows the photo and asks; POST takes it out at once."""
    now = timezone.now()
    photo, tried = load_photo(request, uid, now), UNTRIED
    if request.method == "POST":
        tried = asked(request, photo, now, actor=request.user)
        if tried.ok:
            return redirect("agenda:album", photo.event_id)
    own = photo.owner_id == request.user.pk
    context = {**places_of(request, photo), "event": photo.event, "own": own, "refusal": tried.refusal}
    context["crumbs"] = crumbs_of(photo.event, _("Photos"))
    return render(request, "events/photo_remove.html", context, status=tried.status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, uid: UUID) -> HttpResponse:
    """GET shows the team what somebody asks; POST blurs the photo, puts it back, or throws it away."""
    now = timezone.now()
    photo, tried = load_photo(request, uid, now), UNTRIED
    actor: Person | Any = request.user
    if not may_run(actor, photo.event, now):
        raise Http404
    if request.method == "POST":
        facts = {"actor": actor, "photo_id": photo.pk, "asked": request.POST.get("asked", ""), "now": now}
        if "blur" in request.POST:
            tried = attempt(blur_photo, marks=request.POST.getlist("marks"), **facts)
        else:
            tried = attempt(settle_photo, back="back" in request.POST, **facts)
        if tried.ok:
            return redirect("agenda:album", photo.event_id)
        photo = load_photo(request, uid, timezone.now())
    context = {**places_of(request, photo), "event": photo.event, "refusal": tried.refusal}
    context["crumbs"] = crumbs_of(photo.event, _("Photos"))
    return render(request, "events/photo_settle.html", context, status=tried.status)


def load_link(token: str, now: datetime) -> Registration:
    """Whose link it is, while there are photos for them to see; 404 otherwise."""
    rows = Registration.objects.select_related("event__branch", "person")
    registration = rows.filter(pk=unseal("album", token)).first()
    if registration is None or not may_see_by_link(registration, now):
        raise Http404
    return registration


def load_linked(token: str, uid: UUID, now: datetime) -> tuple[Registration, EventPhoto]:
    """The link, and a photo it leads to; 404 for one that was taken out."""
    link = load_link(token, now)
    photo = EventPhoto.objects.shown().select_related("event__branch").filter(uid=uid, event=link.event_id).first()
    if photo is None:
        raise Http404
    return link, photo


@never_cache
@require_safe
def linked_album(request: HttpRequest, token: str) -> HttpResponse:
    """The photos, for whoever has no account: to be seen, and to be taken out of."""
    link = load_link(token, timezone.now())
    photos = EventPhoto.objects.filter(event=link.event_id).shown().in_order()
    with override(link.person.language):
        return render(request, "events/album_link.html", {"event": link.event, "photos": photos, "token": token})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def linked_removal(request: HttpRequest, token: str, uid: UUID) -> HttpResponse:
    """GET shows the photo and asks; POST takes it out at once."""
    now = timezone.now()
    link, photo = load_linked(token, uid, now)
    with override(link.person.language):
        tried = UNTRIED
        if request.method == "POST":
            tried = asked(request, photo, now, actor=None, link=link)
            if tried.ok:
                return redirect("events:album_link", token)
        context = {**places_of(request, photo), "event": photo.event, "token": token, "refusal": tried.refusal}
        return render(request, "events/photo_link.html", context, status=tried.status)


@require_safe
def linked_file(_request: HttpRequest, token: str, uid: UUID, which: str) -> FileResponse:
    """One of its sizes."""
    return stored(load_linked(token, uid, timezone.now())[1], which)
