"""Finding a page: by words, without minding accents, and on a map of the site."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.models.pages import PageQuerySet

from cms.models import ResourcePage
from cms.models.resources import for_visitors
from cms.views.resources import Shown, shown
from cms.written import WRITTEN
from hub.search.ask import Asked
from hub.search.fold import fold
from hub.shared import same_for_visitors
from hub.tags import language

LONGEST, MOST, MOST_WORDS = 100, 30, 8


def public_pages() -> PageQuerySet:
    """What any visitor may read in the language of the address."""
    pages = Page.objects.live().filter(WRITTEN, locale__language_code=language())
    return for_visitors(pages.public(), timezone.now())


def found_by(words: str) -> list[Page]:
    """The pages in which every word begins some word, the best first; sheets of the library have a column of words."""
    asked = fold(words).split()[:MOST_WORDS]
    if not asked:
        return []
    ranked = Page.objects.live().not_type(ResourcePage).autocomplete(" ".join(asked), operator="and")[: MOST * 4]
    keys = [page.pk for page in ranked]
    readable = {page.pk: page for page in public_pages().filter(pk__in=keys).order_by("pk")}
    return [readable[key] for key in keys if key in readable][:MOST]


def sheets_found_by(words: str) -> list[Shown]:
    """The sheets of the library that are for everybody, found in the same way; each once, as the library lists them."""
    asked = fold(words).split()[:MOST_WORDS]
    if not asked:
        return []
    rows = ResourcePage.objects.visible_to(AnonymousUser(), timezone.now()).public()
    return shown(Asked(tuple(asked)).in_words(rows))[:MOST]


@require_safe
@same_for_visitors
def find(request: HttpRequest) -> HttpResponse:
    """The form, and what answers."""
    words = " ".join("".join(char for char in request.GET.get("mots", "") if char.isprintable()).split())[:LONGEST]
    context = {"words": words, "asked": bool(fold(words)), "pages": found_by(words), "sheets": sheets_found_by(words)}
    return render(request, "cms/find.html", context)


@require_safe
@same_for_visitors
def plan(request: HttpRequest) -> HttpResponse:
    """Every public page, below the one it belongs to."""
    return render(request, "cms/plan.html", {"tree": nested(list(public_pages().order_by("path")))})


def nested(pages: list[Page]) -> list[dict[str, Any]]:
    """[{page, below}] from pages in the order of their paths; one whose parent is not there stands at the top."""
    tops: list[dict[str, Any]] = []
    open_nodes: list[dict[str, Any]] = []
    for page in pages:
        node: dict[str, Any] = {"page": page, "below": []}
        while open_nodes and not page.path.startswith(open_nodes[-1]["page"].path):
            open_nodes.pop()
        (open_nodes[-1]["below"] if open_nodes else tops).append(node)
        open_nodes.append(node)
    return tops
