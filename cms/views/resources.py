"""The members' library: what one may read, by theme and by word; one sheet."""

from itertools import groupby
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from cms.models import ResourceIndexPage, ResourcePage
from cms.views.pages import page_context
from community.models import Interest, Theme, reach_of
from hub.answers import signed_in

LONGEST_WORD = 60


def wanted(request: HttpRequest) -> tuple[str, str]:
    """(theme, word) from the query string; a theme that does not exist asks for all."""
    theme, word = request.GET.get("theme", ""), request.GET.get("mot", "")
    plain = " ".join("".join(char for char in word if char.isprintable()).split())
    return theme if theme in Theme.values else "", plain[:LONGEST_WORD]


@never_cache
@signed_in
def library(request: HttpRequest, page: ResourceIndexPage) -> HttpResponse:
    """The sheets in the language of the page, theme by theme; those one looks for first."""
    theme, word = wanted(request)
    rows = ResourcePage.objects.child_of(page).visible_to(request.user, timezone.now())
    if theme:
        rows = rows.filter(theme=theme)
    if word:
        rows = rows.filter(Q(title__icontains=word) | Q(summary__icontains=word))
    sought = reach_of(request.user, timezone.now()).interests.of_kind(Interest.Kind.THEME)
    first = set(sought.values_list("value", flat=True))
    order = sorted(Theme.values, key=lambda one: one not in first)
    sheets = sorted(rows.order_by("title", "pk"), key=lambda one: order.index(one.theme))
    context = {
        **page_context(request, page),
        "groups": [(found[0].get_theme_display(), found) for found in group(sheets)],
        "themes": Theme.choices,
        "theme": theme,
        "word": word,
    }
    return render(request, page.get_template(request), context)


def group(sheets: list[ResourcePage]) -> list[list[ResourcePage]]:
    """One list per theme, in the order given."""
    return [list(rows) for _theme, rows in groupby(sheets, key=lambda one: one.theme)]


@never_cache
def sheet(request: HttpRequest, page: ResourcePage) -> HttpResponse:
    """One sheet: 404 outside its audience; whoever is signed out is asked to sign in first."""
    if not getattr(request, "is_preview", False) and not readable(request, page):
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())
    frame = "base_space.html" if request.user.is_authenticated else "base.html"
    context: dict[str, Any] = {**page_context(request, page), "frame": frame}
    return render(request, page.get_template(request), context)


def readable(request: HttpRequest, page: ResourcePage) -> bool:
    """Whether the audience rule shows it to whoever asks."""
    return ResourcePage.objects.visible_to(request.user, timezone.now()).filter(pk=page.pk).exists()
