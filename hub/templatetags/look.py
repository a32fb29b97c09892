"""Icons and illustrations, drawn into the page."""

import re
from functools import cache
from pathlib import Path

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

FOLDER = Path(__file__).resolve().parent.parent / "static" / "hub" / "icons"
SHAPES = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


@cache
def shapes(name: str) -> SafeString:
    """The inside of an icon's file; raises FileNotFoundError for an unknown one."""
    found = SHAPES.search((FOLDER / f"{name}.svg").read_text(encoding="utf-8"))
    if found is None:
        message = f"{name}.svg is no drawing."
        raise ValueError(message)
    return mark_safe(" ".join(found[1].split()))  # noqa: S308  # our own files, no input


@register.simple_tag
def icon(name: str) -> SafeString:
    """A Lucide icon, for the eye only: words always stand beside it."""
    return format_html('<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', shapes(name))


@register.simple_tag
def symbols(*names: str) -> SafeString:
    """Icons that a page shows many times: drawn once here, shown by `symbol`."""
    drawn = format_html_join(
        "", '<symbol id="i-{}" viewBox="0 0 24 24">{}</symbol>', ((name, shapes(name)) for name in names)
    )
    return format_html("<svg hidden>{}</svg>", drawn)


@register.simple_tag
def symbol(name: str) -> SafeString:
    """The same as `icon`, on a page that has drawn it with `symbols`."""
    return format_html('<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
def art(name: str) -> SafeString:
    """An illustration of ours, with its description."""
    return render_to_string(f"art/{name}.html")
