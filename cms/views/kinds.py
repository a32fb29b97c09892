"""Kinds of page that read more than their body: branches, one branch, testimonies."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cms.models import BranchIndexPage, BranchPage, Need, Testimony
from cms.models.needs import Told, tell
from cms.models.states import CallState
from cms.shelf import dress, kept_for_some
from cms.standing import Shown, Trees, standing
from cms.views.pages import page_context
from cms.views.shown import ShownCall, coming
from cms.written import languages_for
from events.models import Event
from hub.tags import language

SEEKS = (CallState.OPEN, CallState.CLOSING_SOON)
SESSIONS, MEETINGS = 4, 3


def branches(request: HttpRequest, page: BranchIndexPage) -> HttpResponse:
    """Every branch that has a page, by country, with what it looks for; one that has none in the reader's language says so."""
    context = page_context(request, page)
    rows = [{"at": at, "calls": of_branch(context, at.page.branch_id)} for at in branch_places()]
    return render(request, page.get_template(request), {**context, "rows": rows})


def branch_places() -> list[Shown]:
    """Where one reads the page of each branch, in the first of the reader's language, French and the others in which it
    has one; those that Wagtail keeps for some are named to nobody. One query.
    """
    order = languages_for(language())
    rows = standing(BranchPage).select_related("branch").annotate(kept=kept_for_some())
    pages = list(rows.order_by("branch__country", "branch__pk", "pk"))
    # What is kept stands at its address all the same: no other page is read there.
    trees, found = Trees(language(), pages, lambda one: not one.kept), [one for one in pages if not one.kept]
    best: dict[int, str] = {}
    for one in sorted(found, key=lambda one: order.index(one.tongue)):
        best.setdefault(one.branch_id, one.tongue)
    return [trees.place(one) for one in found if one.tongue == best[one.branch_id]]


def of_branch(context: dict[str, Any], branch_id: int) -> list[ShownCall]:
    """The listed calls of one branch."""
    return [shown for shown in context["shown_calls"] if shown.call.branch_id == branch_id]


def branch(request: HttpRequest, page: BranchPage) -> HttpResponse:
    """One branch: how to reach it, whom it looks for, and what comes."""
    context = page_context(request, page)
    calls = of_branch(context, page.branch_id)
    ways = coming(page.branch_id, context["now"], Event.Kind.INFORMATION, Event.Kind.APERO)
    known = (row.branch for row in [*(one.call for one in calls), *(way.event for way in ways)])
    return render(
        request,
        page.get_template(request),
        {
            **context,
            "branch": next(known, None) or page.branch,
            "calls": calls,
            "needs": calls[0].told_needs if calls else needs_of(page.branch_id, context["now"]),
            "sought": next((one for one in calls if one.state in SEEKS), None),
            "ways": [way for way in ways if way.event.kind == Event.Kind.INFORMATION][:SESSIONS],
            "meetings": [way for way in ways if way.event.kind == Event.Kind.APERO][:MEETINGS],
        },
    )


def needs_of(branch_id: int, now: datetime) -> list[Told]:
    """What a branch without a call needs."""
    today = timezone.localdate(now)
    return tell(Need.objects.told(today).filter(branch=branch_id).order_by("pk"), today)


def testimonies(request: HttpRequest, page: Any) -> HttpResponse:
    """All that people agreed to be quoted with, of one branch where the reader wants it."""
    rows = list(Testimony.objects.shown().select_related("branch").order_by("-consent_on", "pk"))
    dress(rows)
    cities = {one.branch.slug: one.branch for one in rows if one.branch is not None}
    wanted = request.GET.get("antenne", "")
    shown = [one for one in rows if wanted not in cities or (one.branch is not None and one.branch.slug == wanted)]
    context = {
        **page_context(request, page),
        "testimonies": shown,
        "branches": sorted(cities.values(), key=lambda one: (one.country, one.pk)),
        "wanted": wanted if wanted in cities else "",
    }
    return render(request, page.get_template(request), context)


def journey(request: HttpRequest, page: Any) -> HttpResponse:
    """The way to a duo, and where it begins next."""
    context = page_context(request, page)
    return render(request, page.get_template(request), {**context, "ways": context["shown_sessions"][:SESSIONS]})
