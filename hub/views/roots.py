"""Addresses outside any language: the first page, uploads, the demo's mails and the machine files."""

import mimetypes

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import DatabaseError, InterfaceError, connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from hub.links import absolute
from hub.live import bell
from hub.parts import parts

LONGEST_NAME = 255  # a longer one no file system has
UNLISTED = ("/admin/", "/suivi/", "/place/", "/outbox/")
DEAF = "ok, but Redis does not answer: this process asks the database every 2 s"


@require_safe
def first_page(request: HttpRequest) -> HttpResponse:
    """Sends `/` to the reader's language by Accept-Language, French by default; no cookie."""
    accepted = request.headers.get("Accept-Language")
    language = get_language_from_request(request) if accepted else settings.LANGUAGE_CODE
    response = redirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """Public images at the sizes pages show, under their own type; what they were made from is for whoever may change them."""
    public = path.startswith("images/")
    original = path.startswith("original_images/") and any(may(request.user, path) for may in parts("original_openers"))
    if not (public or original) or len(path) > LONGEST_NAME:
        raise Http404
    try:
        file = default_storage.open(path)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, SuspiciousFileOperation) as error:
        raise Http404 from error
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    keep = "public, max-age=31536000, immutable" if public else "private, no-cache"
    return FileResponse(file, content_type=kind, headers={"Cache-Control": keep})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read the public pages, and find them in the map."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in UNLISTED), "", f"Sitemap: {absolute('/sitemap.xml')}"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a weakness (RFC 9116)."""
    text = f"Contact: mailto:securite@{settings.HOST}\nExpires: 2027-12-31T00:00:00Z\nPreferred-Languages: fr, en\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 while this process reaches its database, also without Redis, which it can spare; 503 otherwise."""
    headers = {"Cache-Control": "no-store"}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        words, status = "The database does not answer.", 503
    else:
        words, status = DEAF if bell.is_deaf() else "ok", 200
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8", headers=headers)
