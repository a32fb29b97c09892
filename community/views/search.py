"""The search: one page for everything that one may read, the newest first."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Window
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.models import Promotion
from community.search_form import SearchForm
from community.views.pages import Turn, page_number
from hub.answers import signed_in
from hub.models import Person
from hub.parts import parts
from hub.search.ask import Asked, Hit
from hub.search.fold import fold

PAGE, MOST_PAGES = 20, 50
MOST_PROPOSALS = 5


@dataclass(frozen=True)
class Found:
    """One page of answers, and how many there are."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    number: int = 1

    @property
    def turn(self) -> Turn:
        """Which page this is of those that can be turned."""
        return Turn(self.number, min(MOST_PAGES, -(-self.total // PAGE)))

    @property
    def cut(self) -> bool:
        """Whether there are more than can be turned to."""
        return self.total > MOST_PAGES * PAGE


def find(person: Person, asked: Asked, now: datetime, number: int) -> Found:
    """Asks every source once for the newest that could stand up to this page; the page's own are then read."""
    number = min(number, MOST_PAGES)
    answers = [matches for source in parts("search_sources") if (matches := source(person, asked, now))]
    newest: list[tuple[datetime, int, int]] = []
    total = 0
    for index, matches in enumerate(answers):
        rows = matches.rows.annotate(total=Window(Count("pk"))).order_by("-at", "-pk")
        read = list(rows.values_list("at", "pk", "total")[: number * PAGE])
        total += read[0][2] if read else 0
        newest += [(at, -index, key) for at, key, _total in read]
    number = min(number, max(1, -(-total // PAGE)))
    chosen = sorted(newest, reverse=True)[(number - 1) * PAGE : number * PAGE]
    shown: dict[tuple[int, int], Hit] = {}
    for index, matches in enumerate(answers):
        keys = [key for _at, negative, key in chosen if negative == -index]
        shown |= {(index, key): hit for key, hit in (matches.show(keys) if keys else {}).items()}
    hits = [shown[-negative, key] for _at, negative, key in chosen if (-negative, key) in shown]
    return Found(hits, total, number)


def proposals(typed: str, asked: Asked) -> list[str]:
    """One word of several, each alone."""
    words = [word.strip('«»"“”„.,;:!?()') for word in typed.split()]
    kept = [word for word in dict.fromkeys(words) if fold(word)]
    return kept[:MOST_PROPOSALS] if len(kept) > 1 else []


@never_cache
@signed_in
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The form, and what answers it."""
    now = timezone.now()
    seen = Promotion.objects.visible_to(request.user, now).select_related("branch", "room")
    promotions = list(seen.order_by("-created_at", "-pk"))
    form = SearchForm(dict(request.GET.items()), promotions)
    context: dict[str, Any] = {"form": form, "promotions": promotions, "found": None}
    if form.is_valid():
        asked = form.asked()
        context |= {"asked": asked, "proposals": proposals(form.cleaned_data["mots"], asked)}
        if asked.anything:
            context["found"] = find(request.user, asked, now, page_number(request.GET.get("page", "")))
    return render(request, "community/search.html", context, status=200 if form.is_valid() else 422)
