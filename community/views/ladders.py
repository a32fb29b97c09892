"""The team's pages about questions: how soon they are answered, branch by branch, and when others are asked."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.ladder import ladders_of
from community.actions.ladder_hours import Hours, set_ladder
from community.answers import count_answers
from community.ladder_form import LadderForm
from community.models import Step
from community.policies import may_set_ladder
from hub.answers import INVALID, UNTRIED, attempt, signed_in
from hub.models import Branch
from hub.policies import team_branches


@never_cache
@signed_in
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Each branch of one's team: its figure, and its ladder. 404 for who is in no team."""
    now = timezone.now()
    branches = list(team_branches(request.user, on=timezone.localdate(now)).in_order())
    if not branches:
        raise Http404
    ladders = ladders_of(branches)
    figures = count_answers(branches, ladders, now)
    own = may_set_ladder(request.user, branches, now)
    rows = [
        {
            "branch": one,
            "ladder": ladders[one.pk],
            "figure": figures[one.pk],
            "within": [(wait, figures[one.pk].within[step]) for step, wait in hours_of(ladders[one.pk])],
            "may_set": one.pk in own,
        }
        for one in branches
    ]
    crumbs = [
        {"url": reverse("hub:team"), "label": _("Team")},
        {"url": None, "label": _("Questions of the promotions")},
    ]
    return render(request, "community/ladders.html", {"rows": rows, "crumbs": crumbs})


def hours_of(ladder: Any) -> list[tuple[Step, int]]:
    """(step, working hours before it) of each."""
    return [(Step.PEERS, ladder.first), (Step.REFERENT, ladder.second), (Step.COORDINATOR, ladder.third)]


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """GET shows the hours of one branch; POST sets them. 404 for whoever may not."""
    now = timezone.now()
    branch = get_object_or_404(Branch, slug=slug)
    if not may_set_ladder(request.user, [branch], now):
        raise Http404
    ladder = ladders_of([branch])[branch.pk]
    names = ("active", "first", "second", "third")
    form, tried = LadderForm(initial={name: getattr(ladder, name) for name in names}), UNTRIED
    if request.method == "POST":
        form, tried = LadderForm(request.POST), INVALID
        if form.is_valid():
            hours = Hours(**form.cleaned_data)
            tried = attempt(set_ladder, actor=request.user, branch_id=branch.pk, hours=hours, now=now)
            if tried.ok:
                return redirect(reverse("community:ladders") + f"#{branch.slug}")
            form.add_error(tried.code if tried.code in form.fields else None, tried.refusal)
    crumbs = [
        {"url": reverse("hub:team"), "label": _("Team")},
        {"url": reverse("community:ladders"), "label": _("Questions of the promotions")},
        {"url": None, "label": str(branch)},
    ]
    context = {"branch": branch, "form": form, "crumbs": crumbs}
    return render(request, "community/ladder.html", context, status=tried.status)
