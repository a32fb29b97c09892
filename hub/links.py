"""Signed links: what a mail carries instead of an account."""

from django.conf import settings
from django.core.signing import BadSignature, Signer

DAY = 24 * 3600


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
