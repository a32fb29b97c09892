"""Where a page that a block names is, in the reader's language."""

from typing import Any

from django import template
from django.utils.translation import get_language
from wagtail.models import Page

from cms.models import CallIndexPage
from cms.shelf import in_language

register = template.Library()


@register.filter
def address(page: Page) -> str:
    """Its path, or that of its translation; asks nothing where the page is in the reader's language already, or named by the one shown."""
    own = page.url_path.startswith(f"/{(get_language() or 'fr')[:2]}/")
    return str(page.url_path if own else in_language(page).url_path)


@register.simple_tag(takes_context=True)
def way_to(context: template.Context, target: Page) -> str:
    """Its path; on a page that lists the calls itself, the way to them leads down to that list, and saves a page."""
    blocks: Any = getattr(context.get("page"), "body", None) or ()
    listed = target.specific_class is CallIndexPage and any(block.block_type == "calls" for block in blocks)
    return "#next-calls" if listed else address(target)
