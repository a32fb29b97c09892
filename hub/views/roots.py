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

from hub.live import bell

PUBLIC_MEDIA = ("images/", "original_images/")
LONGEST_NAME = 255  # a longer one no file system has
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
    """Public images, under their own type; documents have their own view."""
    if not path.startswith(PUBLIC_MEDIA) or len(path) > LONGEST_NAME:
        raise Http404
    try:
        file = default_storage.open(path)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, SuspiciousFileOperation) as error:
        raise Http404 from error
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return FileResponse(file, content_type=kind, headers={"Cache-Control": "public, max-age=31536000, immutable"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read the public pages."""
    return HttpResponse(
        "User-agent: *\nDisallow: /admin/\nDisallow: /suivi/\n", content_type="text/plain; charset=utf-8"
    )


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
