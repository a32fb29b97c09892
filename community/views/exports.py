"""The copy of a room: asked for, waited for, fetched."""

from collections.abc import AsyncIterator
from typing import IO

from asgiref.sync import sync_to_async
from django.core.files.storage import default_storage
from django.core.handlers.asgi import ASGIRequest
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.actions.exports import ask_for_export, note_fetched
from community.models import Export, Promotion
from community.views.promotions import load_promotion
from hub.acts import Act
from hub.answers import signed_in
from hub.models import Person

PIECE = 256 * 1024
TYPE = "application/zip"


def of_room(person: Person, promotion: Promotion, now: object) -> list[Act]:
    """`room_tools`: whoever reads a room may take along what they read."""
    hint = _("All the messages in one file that opens without a network.")
    return [Act(_("Keep a copy"), reverse("community:export", args=[promotion.pk]), hint, "read")]


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, promotion_id: int) -> HttpResponse:
    """What a copy holds, and where it stands; POST asks for one."""
    now = timezone.now()
    promotion = load_promotion(request, promotion_id, now)
    if request.method == "POST":
        ask_for_export(actor=request.user, promotion_id=promotion.pk, now=now)
        return redirect("community:export", promotion_id)
    mine = Export.objects.of(request.user, promotion.room_id)
    context = {
        "promotion": promotion,
        "waiting": mine.filter(ready_at__isnull=True).first(),
        "ready": Export.objects.visible_to(request.user, now).filter(room=promotion.room_id).first(),
        "crumbs": [
            {"label": promotion.title, "url": reverse("community:promotion", args=[promotion.pk])},
            {"label": _("A copy of the discussions"), "url": None},
        ],
    }
    return render(request, "community/export.html", context)


@never_cache
@signed_in
@require_POST
def fetch(request: HttpRequest, promotion_id: int, export_id: int) -> HttpResponseBase:
    """The file, for whoever asked for it and still reads the room."""
    now = timezone.now()
    promotion = load_promotion(request, promotion_id, now)
    rows = Export.objects.visible_to(request.user, now).filter(room=promotion.room_id)
    export = rows.filter(pk=export_id).first()
    if export is None:
        raise Http404
    try:
        file = default_storage.open(export.file)
    except FileNotFoundError as gone:
        raise Http404 from gone
    note_fetched(actor=request.user, export_id=export.pk, now=now)
    name = f"le-banc-{slugify(promotion.name)}.zip"
    if not isinstance(request, ASGIRequest):
        return FileResponse(file, as_attachment=True, filename=name, content_type=TYPE)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(export.size)}
    return StreamingHttpResponse(pieces(file), content_type=TYPE, headers=headers)


async def pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    """Piece by piece: Django would gather a plain file in memory under ASGI."""
    try:
        while piece := await sync_to_async(file.read)(PIECE):
            yield piece
    finally:
        await sync_to_async(file.close)()
