"""What every answer carries and every request must survive; synchronous functions, few of them."""

import codecs
import re
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override

from hub.error_pages import foot

Handler = Callable[[HttpRequest], HttpResponse]

# Safari before 15.5 does not take 'self' for the socket as well.
SOCKETS = " ".join(sorted({re.sub("^http", "ws", origin) for origin in settings.CSRF_TRUSTED_ORIGINS}))
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    f"connect-src 'self' {SOCKETS}; media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-src 'self'; frame-ancestors 'self'"
)
# Wagtail's editor writes inline scripts and styles; it is for staff only.
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; form-action 'self'; base-uri 'self'; "
    "object-src 'none'; frame-ancestors 'self'"
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
CONTROL_ESCAPED = re.compile(r"%(?:0[0-8bcef]|1[0-9a-f]|7f)", re.IGNORECASE)
# A key has 64 bits: eighteen digits always fit, and no database is asked about more.
NO_KEY = re.compile(r"/\d{19,}(?:/|$)")


def security_headers(get_response: Handler) -> Handler:
    """Adds the policy and its companions, unless a view has set its own stricter one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        admin = request.path.startswith("/admin/")
        response.headers.setdefault("Content-Security-Policy", ADMIN_POLICY if admin else POLICY)
        response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), interest-cohort=()"
        )
        return response

    return middleware


def clean_address(get_response: Handler) -> Handler:
    """Refuses what none of our pages has: control characters, endless keys, forms that are not UTF-8."""

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if CONTROL.search(request.path) or CONTROL.search(query) or CONTROL_ESCAPED.search(query):
            return refuse(request, HTTPStatus.BAD_REQUEST)
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            return refuse(request, HTTPStatus.BAD_REQUEST)
        if NO_KEY.search(request.path):
            return refuse(request, HTTPStatus.NOT_FOUND)
        return get_response(request)

    return middleware


def refuse(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    """The page of this status, in the language of the address: none has been chosen yet out here."""
    with override(get_language_from_request(request, check_path=True)):
        return HttpResponse(render_to_string(f"{status.value}.html"), status=status)


def say_what_is_refused(get_response: Handler) -> Handler:
    """Puts words into the empty answer that Django gives to a method an address does not take."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            response.content = render_to_string("405.html", foot())
        return response

    return middleware
