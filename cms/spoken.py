"""Which page of a call one reads, and where."""

from collections.abc import Collection

from django.db.models import F
from django.http import Http404

from cms.models import CallPage
from cms.standing import Shown, placed
from cms.written import WRITTEN, languages_for
from hub.tags import language


def pages_for(calls: Collection[int]) -> dict[int, CallPage]:
    """{call: its page} of those of these calls that have one: the latest that is written in the reader's language, failing
    that in French, failing that in any; each with its `tongue`. One query.
    """
    order = languages_for(language())
    pages = CallPage.objects.live().filter(WRITTEN, call__in=calls, locale__language_code__in=order)
    rows = pages.select_related("locale").annotate(tongue=F("locale__language_code")).order_by("-pk")
    found: dict[int, CallPage] = {}
    for one in sorted(rows, key=lambda one: order.index(one.tongue)):
        found.setdefault(one.call_id, one)
    return found


def places_for(calls: Collection[int]) -> dict[int, Shown]:
    """{call: where one reads that page}: where it is not translated, below the reader's language, which says so. Two
    queries at most.
    """
    found = pages_for(calls)
    return dict(zip(found, placed(list(found.values())), strict=True))


def page_for(call_id: int) -> CallPage:
    """The page of one call; raises Http404."""
    found = pages_for([call_id])
    if not found:
        raise Http404
    return found[call_id]


def place_for(call_id: int) -> Shown:
    """Where one reads it; raises Http404."""
    return placed([page_for(call_id)])[0]
