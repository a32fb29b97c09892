"""A calendar's address, as each program wants to be told, and as a phone's camera reads it."""

from typing import TypedDict
from urllib.parse import quote, urlsplit

from django.conf import settings

from hub.links import absolute
from hub.qr import Code, draw_code


class Buttons(TypedDict):
    """What a phone is asked to open."""

    webcal: str
    google: str


class Addresses(Buttons):
    """What the part of the page that shows them all asks for."""

    address: str
    code: Code


def buttons(path: str) -> Buttons:
    """Whole addresses of the same calendar, each as one press wants it."""
    webcal = f"webcal://{urlsplit(settings.HUB_URL).netloc}{path}"
    return {"webcal": webcal, "google": f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}"}


def addresses(path: str, scanned: str = "") -> Addresses:
    """Whole addresses of the same calendar, and a code for a phone.

    The code leads to the page at the path `scanned`, which knows what each phone wants; without one, to the calendar.
    """
    pressed = buttons(path)
    code = draw_code(absolute(scanned) if scanned else pressed["webcal"])
    return {"address": absolute(path), "code": code, **pressed}
