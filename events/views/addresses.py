"""A calendar's address, as each program wants to be told, and as a phone's camera reads it."""

from dataclasses import dataclass
from typing import TypedDict
from urllib.parse import quote, urlsplit

import qrcode
from django.conf import settings

from hub.links import absolute


@dataclass(frozen=True)
class Code:
    """A QR code (ISO/IEC 18004) with its border of four: how many squares wide, and the dark ones as an SVG path."""

    side: int
    path: str


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


def draw_code(text: str) -> Code:
    """The code of that text, at the level of correction that qrcode takes by itself (M, 15 %)."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    rows = code.get_matrix()
    dark = [(column, row) for row, line in enumerate(rows) for column, is_dark in enumerate(line) if is_dark]
    return Code(len(rows), "".join(f"M{column},{row}h1v1h-1z" for column, row in dark))
