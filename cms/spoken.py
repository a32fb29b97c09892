"""Which page of a call one reads, and where."""

from django.db.models import F
from django.http import Http404

from cms.models import CallPage
from cms.standing import Shown, placed
from cms.written import WRITTEN, languages_for
from hub.tags import language


def page_for(call_id: int) -> CallPage:
    """The page of a call that is written in the reader's language, failing that in French, failing that in any; with its
    `tongue`. Raises Http404.
    """
    order = languages_for(language())
    pages = CallPage.objects.live().filter(WRITTEN, call=call_id, locale__language_code__in=order)
    rows = pages.select_related("locale").annotate(tongue=F("locale__language_code")).order_by("-pk")
    page = min(rows, key=lambda one: order.index(one.tongue), default=None)
    if page is None:
        raise Http404
    return page


def place_for(call_id: int) -> Shown:
    """Where one reads it: where it is not translated, below the reader's language, which says so. Raises Http404."""
    return placed([page_for(call_id)])[0]
