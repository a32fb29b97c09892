"""How many one comes with: said in words, read from a form."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

TOO_LONG, TOO_MANY = 4, 1000


def party_choices(most: int) -> list[tuple[int, str]]:
    """How many people one brings, from nobody to the most an event allows, in words."""
    some = [
        (number, ngettext("%(number)d person", "%(number)d people", number) % {"number": number})
        for number in range(1, most + 1)
    ]
    return [(0, _("nobody else")), *some]


def read_guests(data: Any) -> int:
    """How many people one brings, from a form; what is no such number is more than any event allows."""
    text = data.get("guests", "").strip() or "0"
    return int(text) if text.isascii() and text.isdigit() and len(text) < TOO_LONG else TOO_MANY
