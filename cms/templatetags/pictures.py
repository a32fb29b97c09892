"""How soon a browser should fetch a picture: the first of a page at once, the others when they come into sight."""

from typing import Any

from django import template
from django.template import Context

register = template.Library()
FIRST: dict[str, str | None] = {"loading": "eager", "fetchpriority": "high"}
LATER: dict[str, str | None] = {"loading": "lazy", "fetchpriority": None}


@register.simple_tag(takes_context=True)
def hurry(context: Context, picture: Any) -> dict[str, str | None]:
    """The attributes of this picture of the page's body; a preview of a block alone has no page."""
    body = getattr(context.get("page"), "body", ())
    first = next((one.value for one in body if one.block_type == "picture"), None)
    return FIRST if picture is first else LATER
