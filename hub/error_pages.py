"""Errors in words; none of these pages needs the database."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hub.answers import refused, wants_json


def page(template: str, status: int, **headers: str) -> HttpResponse:
    """One self-contained page."""
    return HttpResponse(render_to_string(template), status=status, headers=headers)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return page("400.html", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return page("403.html", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return page("404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; where the database is lost, 503: nothing was acknowledged, so nothing is lost."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return page("503.html", 503, **{"Retry-After": "10"})
    return page("500.html", 500)


def csrf_failure(request: HttpRequest, reason: str = "", **kwargs: Any) -> HttpResponse:
    """A form whose cookie is gone: the sentence says to go back and send again; a script reads the cookie anew."""
    if wants_json(request):
        return refused("csrf", _("This page has been open for a long time. Please load it again."), 403)
    return page("csrf.html", 403)
