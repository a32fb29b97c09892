"""Errors in words: what a visitor can mend says whom to call; what is our fault needs no database."""

import sys
from typing import Any

from django.db import Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hub.answers import by_script, refused, wants_json
from hub.frame import collect, menu_tongues, organisation


def page(template: str, status: int, context: dict[str, Any] | None = None, /, **headers: str) -> HttpResponse:
    """One self-contained page."""
    return HttpResponse(render_to_string(template, context), status=status, headers=headers)


def foot() -> dict[str, Any]:
    """The foot of every other page; nothing where the database is lost."""
    try:
        return {"contact": organisation(), "footer_links": collect("footer_links"), "menu_tongues": menu_tongues()}
    except Error:
        return {}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return page("400.html", 400, foot())


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return page("403.html", 403, foot())


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; a script gets the words of every other refusal."""
    if wants_json(request):
        return refused("not_found", _("This page does not exist, or is not open to you."), 404)
    return page("404.html", 404, foot())


def server_error(request: HttpRequest) -> HttpResponse:
    """500; where the database is lost, 503: nothing was acknowledged, so nothing is lost."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return page("503.html", 503, **{"Retry-After": "10"})
    return page("500.html", 500)


def csrf_failure(request: HttpRequest, reason: str = "", **kwargs: Any) -> HttpResponse:
    """A form whose cookie is gone: the sentence says to go back and send again; a script reads the cookie anew."""
    if by_script(request):
        return refused("csrf", _("This page has been open for a long time. Please load it again."), 403)
    return page("csrf.html", 403, foot())
