"""Forms for people without an account: no cookie; the browser says where the post comes from."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt

from hub.error_pages import csrf_failure

View = Callable[..., HttpResponse]
SIGNER = TimestampSigner(salt="hub.anonymous")
LIFE = timedelta(days=2)
HOUSE = 64
HUMAN_PACE = timedelta(seconds=3)


def comes_from_here(request: HttpRequest) -> bool:
    """Whether a browser says that the post comes from a page of ours; old ones say nothing."""
    origin = request.headers.get("Origin")
    if origin is not None and origin != "null":
        return origin in {settings.HUB_URL, f"{request.scheme}://{request.get_host()}"}
    return request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}


def address_of(request: HttpRequest) -> str:
    """Where a visitor comes from, as a key for limits: the address, of IPv6 the network (/64) that a house is given.

    Only a proxy of ours can say another one than the connection's (hub.door).
    """
    told = request.headers.get("X-Forwarded-For") or request.META.get("REMOTE_ADDR") or ""
    try:
        address = ip_address(told.rsplit(",", 1)[-1].strip())
    except ValueError:
        return "unknown"
    return str(ip_network((address, HOUSE), strict=False)) if isinstance(address, IPv6Address) else str(address)


def anonymous_form(view: View) -> View:
    """Lets a form work without cookies: posts must come from our own pages, and say which button was pressed.

    What tries mailed links by a post with nothing in it is shown the page, as after a GET.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not comes_from_here(request):
            return csrf_failure(request)
        if request.method == "POST" and not (request.POST or request.FILES):
            return redirect(request.path)
        return view(request, *args, **kwargs)

    return csrf_exempt(wrapped)


def stamp(purpose: str) -> str:
    """The signed, timed token a form carries."""
    return SIGNER.sign(purpose)


def read_stamp(purpose: str, token: str) -> str:
    """ "ok", "fast" (filled in faster than a person could), or "old" (expired, damaged, another form's)."""
    try:
        if SIGNER.unsign(token, max_age=LIFE) != purpose:
            return "old"
    except (BadSignature, SignatureExpired):
        return "old"
    try:
        SIGNER.unsign(token, max_age=HUMAN_PACE)
    except SignatureExpired:
        return "ok"
    return "fast"
