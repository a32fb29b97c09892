"""For whom an event is, by name and in a sentence."""

from typing import Any

from community.meant import sentence
from community.models import Audience, Promotion
from events.models import Event
from hub.models import Branch


def opened_to(event: Event) -> list[str]:
    """The names of all of them, its own first; nothing, and no query, where there is no other."""
    if event.audience == Audience.PROMOTION and event.further_promotions:
        own = [event.promotion] if event.promotion else []
        rows = Promotion.objects.filter(pk__in=event.further_promotions).select_related("branch")
        return [str(one.name) for one in (*own, *rows.order_by("branch__slug", "number", "pk"))]
    if event.audience == Audience.PROMOTION or not event.further_branches:
        return []
    others = Branch.objects.in_order().filter(pk__in=event.further_branches)
    return [str(one) for one in (event.branch, *others)]


def for_whom(event: Event, *, always: bool = False) -> dict[str, Any]:
    """What `parts/opened.html` says: in a sentence where a stage narrows it, or `always` where no list of names says it."""
    opened = opened_to(event)
    alone = event.promotion.name if event.audience == Audience.PROMOTION and event.promotion else str(event.branch)
    said = event.stage or (always and not opened)
    return {"opened_to": opened, "meant": sentence(event.audience, event.stage, opened or [alone]) if said else ""}
