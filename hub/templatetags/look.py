"""Icons and illustrations, drawn into the page."""

import re
from functools import cache
from pathlib import Path

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

FOLDER = Path(__file__).resolve().parent.parent / "static" / "hub" / "icons"
SHAPES = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


@cache
def shapes(name: str) -> str:
    """The inside of an icon's file; raises FileNotFoundError for an unknown one."""
    found = SHAPES.search((FOLDER / f"{name}.svg").read_text(encoding="utf-8"))
    if found is None:
        message = f"{name}.svg is no drawing."
        raise ValueError(message)
    return " ".join(found[1].split())


@register.simple_tag
def icon(name: str) -> SafeString:
    """A Lucide icon, for the eye only: words always stand beside it."""
    drawing = f'<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{shapes(name)}</svg>'
    return mark_safe(drawing)  # noqa: S308  # our own files, no input


@register.simple_tag
def art(name: str) -> SafeString:
    """An illustration of ours, with its description."""
    return render_to_string(f"art/{name}.html")
