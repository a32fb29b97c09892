"""What live blocks show: read when the page is shown, at the hour the page was asked for."""

from datetime import datetime
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.translation import get_language

from cms import figures
from cms.views.shown import ANY_SESSION, ShownCall, Way, Wish, listed_calls, next_dates, wish_of
from hub.models import Branch

register = template.Library()


def hour_of(context: Context) -> datetime:
    """The hour the page says it is; a preview of a block alone has none."""
    return context.get("now") or timezone.now()


@register.simple_tag(takes_context=True)
def live_calls(context: Context, block: Any) -> list[ShownCall]:
    """The next calls as the block wants them."""
    shown = context.get("shown_calls")
    if shown is None:
        shown = listed_calls((get_language() or "fr")[:2], hour_of(context))
    branch = block.get("branch")
    return [one for one in shown if not branch or one.call.branch.slug == branch][: block["limit"]]


@register.simple_tag(takes_context=True)
def branches_to_tell(context: Context, of: str) -> list[Branch]:
    """Where no call is open, the branches of whose next one somebody can ask to be told: the one with this slug, or all."""
    every = context.get("every_branch")
    return [one for one in (Branch.objects.in_order() if every is None else every) if of in {"", one.slug}]


@register.simple_tag(takes_context=True)
def next_date(context: Context) -> Way | None:
    """The next information session with a seat that a call offers; where none does, the next of any branch."""
    calls = [one for one in live_calls(context, {"limit": None}) if one.takes_applications and not one.full]
    ways = [way for one in calls for way in one.ways if way.seats.left]
    return min(ways, key=lambda way: way.event.starts_at, default=None) or next(
        iter(dates_for(context, ANY_SESSION)), None
    )


def dates_for(context: Context, wish: Wish) -> list[Way]:
    """The next public dates of a kind; a preview of a block alone has no page that asked for them."""
    dates = context.get("dates")
    return (next_dates([wish], hour_of(context)) if dates is None else dates)[wish]


@register.simple_tag(takes_context=True)
def live_dates(context: Context, block: Any) -> list[Way]:
    """The next public dates as the block wants them."""
    return dates_for(context, wish_of(block))[: block["limit"]]


@register.simple_tag(takes_context=True)
def counted(context: Context, block: Any) -> list[figures.Counted]:
    """The figures of the block that the site counts; every block of a page is told from the same counts."""
    now = hour_of(context)
    counts = context.get("counts") or figures.count_all(now)
    found = [figures.counted(one["figure"], counts, now) for one in block["counted"]]
    return [one for one in found if one]
