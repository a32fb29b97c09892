"""A calendar's address, as each program wants to be told, and as a phone's camera reads it."""

from typing import TypedDict
from urllib.parse import quote, urlsplit

from django.conf import settings

from hub.links import absolute
from hub.qr import Code, draw_code


class Addresses(TypedDict):
    """What the part of the page that shows them asks for."""

    address: str
    webcal: str
    google: str
    code: Code


def addresses(path: str, scanned: str = "") -> Addresses:
    """Whole addresses of the same calendar, and a code for a phone.

    The code leads to the page at the path `scanned`, which knows what each phone wants; without one, to the calendar.
    """
    webcal = f"webcal://{urlsplit(settings.HUB_URL).netloc}{path}"
    google = f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}"
    code = draw_code(absolute(scanned) if scanned else webcal)
    return {"address": absolute(path), "webcal": webcal, "google": google, "code": code}
