"""Signed links: what a mail carries instead of an account."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.urls import reverse

DAY = 24 * 3600
# Stands in the address that a mail's head gives to programs, and in no address that a mail shows.
ONE_CLICK = "one-click"


def seal(purpose: str, pk: int) -> str:
    """A short token for one object and one purpose; the same object always has the same token."""
    return Signer(salt=f"hub.links.{purpose}", sep=".").sign(str(pk))


def unseal(purpose: str, token: str) -> int | None:
    """The object's key, or None where the token was not made for this purpose."""
    try:
        return int(Signer(salt=f"hub.links.{purpose}", sep=".").unsign(token))
    except (BadSignature, ValueError):
        return None


def absolute(path: str) -> str:
    """The whole address of a path of this site."""
    return f"{settings.HUB_URL}{path}"


def through_sign_in(path: str) -> str:
    """The way to a page by the sign-in, which alone keeps the place in it (`#…`); who is signed in passes at once."""
    return f"{reverse('account_request_login_code')}?{urlencode({'next': path})}"


def one_click(link: str) -> dict[str, str]:
    """What the head of a mail says so that the program that shows it ends such mails by one press (RFC 8058)."""
    return {"List-Unsubscribe": f"<{link}?{ONE_CLICK}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def is_one_click(request: HttpRequest) -> bool:
    """Whether a mail program presses for its reader."""
    return ONE_CLICK in request.GET and "List-Unsubscribe" in request.POST
