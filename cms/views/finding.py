"""Finding a page: by words, without minding accents, and on a map of the site."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.models.pages import PageQuerySet

from cms.models import ResourcePage
from cms.models.resources import for_visitors
from cms.standing import Shown, placed
from cms.views.pages import HOME_DEPTH
from cms.views.resources import shown
from cms.written import WRITTEN, languages_for
from hub.search.ask import Asked
from hub.search.fold import fold
from hub.shared import same_for_visitors
from hub.tags import Tags, in_every_language, language

LONGEST, MOST, MOST_WORDS = 100, 30, 8


def public_pages() -> PageQuerySet:
    """What any visitor may read, each page once: in the language of the address, failing that in French, failing that
    in another; each with its `tongue`.
    """
    written = Page.objects.live().filter(WRITTEN, depth__gte=HOME_DEPTH).annotate(tongue=F("locale__language_code"))
    pages = for_visitors(written.public(), timezone.now())
    same = pages.order_by().filter(translation_key=OuterRef("translation_key"))
    order = languages_for(language())
    each = [Q(tongue=code) & ~Exists(same.filter(tongue__in=order[:at])) for at, code in enumerate(order)]
    return pages.filter(reduce(or_, each))


def found_by(words: str) -> list[Shown]:
    """The pages in which every word begins some word, the best first; sheets of the library have a column of words."""
    asked = fold(words).split()[:MOST_WORDS]
    if not asked:
        return []
    ranked = Page.objects.live().not_type(ResourcePage).autocomplete(" ".join(asked), operator="and")[: MOST * 4]
    keys = [page.pk for page in ranked]
    readable = {page.pk: page for page in public_pages().filter(pk__in=keys).order_by("pk")}
    return placed([readable[key] for key in keys if key in readable][:MOST])


def sheets_found_by(words: str) -> list[Shown]:
    """The sheets of the library that are for everybody, found in the same way; each once, as the library lists them."""
    asked = fold(words).split()[:MOST_WORDS]
    if not asked:
        return []
    rows = ResourcePage.objects.visible_to(AnonymousUser(), timezone.now()).public()
    return shown(Asked(tuple(asked)).in_words(rows), rows)[:MOST]


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
    """Every public page, below the one it belongs to; what is not translated comes after what is."""
    pages = sorted(public_pages().order_by("path"), key=lambda one: one.tongue != language())
    path = reverse("cms:plan")
    tags = Tags(_("All the pages"), _("Every page of the site, in three languages."), path, in_every_language(path))
    return render(request, "cms/plan.html", {"tree": nested(placed(pages)), "tags": tags})


def nested(pages: Iterable[Shown]) -> list[dict[str, Any]]:
    """[{shown, below}] by the addresses of pages; one above which no address is there stands at the top."""
    nodes: dict[str, dict[str, Any]] = {one.url: {"shown": one, "below": []} for one in pages}
    tops: list[dict[str, Any]] = []
    for url, node in nodes.items():
        above = next((nodes[way] for way in ways_up(url) if way in nodes), None)
        (tops if above is None else above["below"]).append(node)
    return tops


def ways_up(url: str) -> Iterator[str]:
    """The addresses above this one, the nearest first."""
    parts = url.strip("/").split("/")
    for end in range(len(parts) - 1, 0, -1):
        yield f"/{'/'.join(parts[:end])}/"
