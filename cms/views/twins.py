"""Applications that look alike: the list, and two of them side by side."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.actions.merge import merge_applications, tell_apart
from cms.alike import Pair, pairs_in
from cms.policies import may_keep
from cms.views.rows import crumbs, handled, path_of
from hub.answers import UNTRIED, attempt, signed_in

SHOWN = 50


@never_cache
@signed_in
@require_safe
def twins(request: HttpRequest) -> HttpResponse:
    """The pairs that nobody has looked at."""
    pairs = pairs_in(handled(request, timezone.now()))
    context = {"pairs": pairs[:SHOWN], "count": len(pairs), "crumbs": crumbs(_("Perhaps the same person"))}
    return render(request, "cms/team/twins.html", context)


def load_pair(request: HttpRequest, keys: tuple[int, int], now: datetime) -> Pair:
    """Two applications that share something; 404 for others, and for what is not theirs."""
    pairs = pairs_in(handled(request, now).filter(pk__in=keys))
    if not pairs:
        raise Http404
    return pairs[0]


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, first_id: int, second_id: int) -> HttpResponse:
    """GET shows them side by side; POST keeps one with all that both hold, or tells them apart."""
    now = timezone.now()
    found, tried = load_pair(request, (first_id, second_id), now), UNTRIED
    if request.method == "POST":
        one, other = found.first.pk, found.second.pk
        keep = other if request.POST.get("keep") == str(other) else one
        act: Any = tell_apart if "apart" in request.POST else merge_applications
        facts = {"keep_id": keep, "other_id": one if keep == other else other, "now": now}
        tried = attempt(act, actor=request.user, **facts)
        if tried.ok:
            return redirect("cms:twins") if act is tell_apart else redirect(path_of(tried.done))
    context = {"pair": found, "sides": sides_of(found), "refusal": tried.refusal, "one_call": one_call(found)}
    label = _("Perhaps the same person")
    return render(request, "cms/team/pair.html", {**context, "crumbs": crumbs(label)}, status=tried.status)


def one_call(pair: Pair) -> bool:
    """Whether both are to one call, so that one of them goes."""
    return pair.first.call_id == pair.second.call_id


def sides_of(pair: Pair) -> list[dict[str, Any]]:
    """Each with how much hangs on it."""
    return [
        {
            "application": one,
            "may_keep": may_keep(one, other),
            "moves": one.transitions.count(),
            "notes": one.notes.count(),
            "calls": one.contacts.count(),
        }
        for one, other in ((pair.first, pair.second), (pair.second, pair.first))
    ]
