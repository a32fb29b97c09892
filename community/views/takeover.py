"""Taking a WhatsApp conversation over: the file, the dry run with its consent, and the way back."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.actions.archives import known_in, lay_out, remove_archive, take_over
from community.models import Archive, Promotion
from community.policies import may_change_roster
from community.takeover_forms import ConsentForm, UploadForm
from community.views.archive import crumbs_of, days_of
from community.views.promotions import load_promotion
from community.whatsapp.box import is_box, read_text
from community.whatsapp.parse import parse
from hub.answers import INVALID, UNTRIED, attempt, signed_in
from hub.models import Person

SAMPLE = 8
UNPROCESSABLE = 422


def load_for_team(request: HttpRequest, promotion_id: int, now: datetime) -> Promotion:
    """The promotion, for whoever may change its roster; 404 otherwise."""
    promotion = load_promotion(request, promotion_id, now)
    if not may_change_roster(request.user, promotion, now):
        raise Http404
    return promotion


def load_archive(request: HttpRequest, promotion: Promotion, archive_id: int) -> Archive:
    """One of its archives; a draft only for whoever uploaded it."""
    archive = Archive.objects.filter(pk=archive_id, room=promotion.room_id).first()
    if archive is None or (archive.imported_at is None and archive.by_id != request.user.pk):
        raise Http404
    return archive


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, promotion_id: int) -> HttpResponse:
    """How to export, and the file; what was taken over before."""
    now = timezone.now()
    promotion = load_for_team(request, promotion_id, now)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        tried = attempt(lay_out_file, actor=request.user, room_id=promotion.room_id, file=file, now=now)
        if tried.ok:
            return redirect("community:takeover_review", promotion.pk, tried.done.pk)
        form.add_error("file", tried.refusal)
    context = {
        "promotion": promotion,
        "form": form,
        "archives": Archive.objects.open().filter(room=promotion.room_id).order_by("imported_at", "pk"),
        "crumbs": crumbs_of(promotion, _("Take over a WhatsApp conversation")),
    }
    return render(request, "community/takeover.html", context, status=UNPROCESSABLE if form.errors else 200)


def lay_out_file(*, actor: Person, room_id: int, file: UploadedFile, now: datetime) -> Archive:
    """What the export holds, as a draft; raises Refusal."""
    talk = parse(read_text(file, file.size or 0))
    box = file if is_box(file) else None
    return lay_out(actor=actor, room_id=room_id, messages=talk.messages, box=box, now=now)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, promotion_id: int, archive_id: int) -> HttpResponse:
    """The dry run: what would be taken over, who is who, and the consent; POST takes it over."""
    now = timezone.now()
    promotion = load_for_team(request, promotion_id, now)
    archive = load_archive(request, promotion, archive_id)
    form = ConsentForm(request.POST or None, archive=archive, promotion=promotion)
    tried = UNTRIED
    if request.method == "POST":
        tried = INVALID
        if form.is_valid():
            tried = attempt(take_over, actor=request.user, archive_id=archive.pk, now=now, **form.answers())
            if tried.ok:
                return redirect("community:before", promotion.room_id)
            form.add_error(None, tried.refusal)
    context = review_context(promotion, archive, form)
    return render(request, "community/takeover_review.html", context, status=tried.status)


def review_context(promotion: Promotion, archive: Archive, form: ConsentForm) -> dict[str, Any]:
    """What the dry run shows."""
    zone = ZoneInfo(promotion.branch.zone)
    rows = archive.messages.in_order()
    first, last = rows.first(), rows.last()
    return {
        "promotion": promotion,
        "archive": archive,
        "form": form,
        "total": rows.count(),
        "photos": (photos := rows.filter(photo__isnull=False).count()),
        "lost": 0 if archive.box else max(0, archive.photos_found - photos),
        "media": rows.exclude(media="").count() - max(photos, archive.photos_found),
        "known": len(known_in(archive)) if archive.imported_at is None else 0,
        "first": first.at.astimezone(zone) if first else None,
        "last": last.at.astimezone(zone) if last else None,
        "sample": days_of(list(rows.select_related("author__person", "photo")[:SAMPLE]), zone),
        "authors": archive.authors.select_related("person").order_by("pk"),
        "crumbs": crumbs_of(promotion, _("Take over a WhatsApp conversation")),
    }


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, promotion_id: int, archive_id: int) -> HttpResponse:
    """GET asks; POST undoes it all."""
    now = timezone.now()
    promotion = load_for_team(request, promotion_id, now)
    if request.method == "POST":
        if Archive.objects.filter(pk=archive_id, room=promotion.room_id).exists():
            load_archive(request, promotion, archive_id)
            remove_archive(actor=request.user, archive_id=archive_id, now=now)
        return redirect("community:takeover", promotion.pk)
    archive = load_archive(request, promotion, archive_id)
    context = {"promotion": promotion, "archive": archive, "number": archive.messages.count()}
    return render(request, "community/takeover_remove.html", context)
