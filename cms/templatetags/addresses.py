"""Where a page that a block names is read, and in which language, which its link says before it is followed."""

from typing import Any

from django import template
from wagtail.models import Page

from cms.models import CallIndexPage
from cms.shelf import place_of
from cms.standing import Shown
from hub.tags import language

register = template.Library()


@register.filter
def place(page: Page) -> Shown:
    """Where one reads it; asks nothing where it is written in the reader's language, or named by the page that is shown."""
    own = page.alias_of_id is None and page.url_path.startswith(f"/{language()}/")
    return Shown(page, page.url_path) if own else place_of(page)


@register.simple_tag(takes_context=True)
def way_to(context: template.Context, target: Page) -> Shown:
    """The same; on a page that lists the calls itself, the way to them leads down to that list, and saves a page."""
    blocks: Any = getattr(context.get("page"), "body", None) or ()
    listed = target.specific_class is CallIndexPage and any(block.block_type == "calls" for block in blocks)
    return Shown(target, "#next-calls") if listed else place(target)
