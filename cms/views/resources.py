"""The library: what one may read, by theme, language and word, and one sheet; visitors read what is for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from wagtail.models import Page

from cms.models import ResourceIndexPage, ResourcePage
from cms.models.resources import ResourceQuerySet
from cms.views.head import page_tags, translations
from cms.views.pages import MAIN, ask_who, page_context
from cms.written import WRITTEN
from community.models import Interest, Reach, Theme, reach_of
from hub.search.ask import Asked, read_words
from hub.tags import language

LONGEST_WORD = 60
LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Wanted:
    """A theme, a language and words, each empty where all will do; what does not exist asks for all."""

    theme: str
    language: str
    word: str

    @classmethod
    def read(cls, request: HttpRequest) -> "Wanted":
        """From the query string."""
        theme, tongue, word = (request.GET.get(name, "") for name in ("theme", "langue", "mot"))
        plain = " ".join("".join(char for char in word if char.isprintable()).split())
        return cls(theme if theme in Theme.values else "", tongue if tongue in LANGUAGES else "", plain[:LONGEST_WORD])

    @property
    def anything(self) -> bool:
        """Whether something narrows the library down."""
        return bool(self.theme or self.language or self.word)

    def narrow(self, rows: ResourceQuerySet) -> ResourceQuerySet:
        """The sheets that match; words as the members' search compares them, without accents."""
        if self.theme:
            rows = rows.filter(theme=self.theme)
        if self.language:
            rows = rows.filter(locale__language_code=self.language)
        return Asked(*read_words(self.word)).in_words(rows)


@dataclass(frozen=True)
class Shown:
    """A sheet in the list: where one reads it, and its language where that is not the reader's."""

    page: ResourcePage
    url: str
    other: str = ""

    @property
    def other_name(self) -> str:
        """That language, in its own words."""
        return str(LANGUAGES.get(self.other, ""))


def library(request: HttpRequest, page: ResourceIndexPage) -> HttpResponse:
    """The sheets, theme by theme, those one looks for first; each once, in the reader's language where it exists."""
    now, wanted = timezone.now(), Wanted.read(request)
    rows = ResourcePage.objects.visible_to(request.user, now)
    if not request.user.is_authenticated:
        rows = rows.public()
    context = {
        **page_context(request, page),
        **frame_of(request),
        "groups": by_theme(shown(wanted.narrow(rows)), reach_of(request.user, now)),
        "themes": Theme.choices,
        "wanted": wanted,
    }
    return render(request, page.get_template(request), context)


def frame_of(request: HttpRequest) -> dict[str, Any]:
    """The menu around the page: a member's own, or the visitors'."""
    return {"frame": "base_space.html" if request.user.is_authenticated else "base.html"}


def shown(rows: ResourceQuerySet) -> list[Shown]:
    """Each sheet once: in the reader's language, where there is none in French, failing that as it was written."""
    written = rows.filter(WRITTEN, locale__language_code__in=LANGUAGES).annotate(tongue=F("locale__language_code"))
    found: dict[Any, ResourcePage] = {}
    for one in sorted(
        written.defer("body", "words").order_by("title", "pk"),
        key=lambda one: (one.tongue != language(), one.tongue != MAIN),
    ):
        found.setdefault(one.translation_key, one)
    sheets = sorted(found.values(), key=lambda one: (one.title, one.pk))
    at = addresses(sheets)
    return [Shown(one, at[one.pk], "" if one.tongue == language() else one.tongue) for one in sheets]


def addresses(sheets: Iterable[ResourcePage]) -> dict[int, str]:
    """{key: path}: what is not translated is read below the reader's own language, which says so; one query at most."""
    own = {one.pk: f"/{language()}{one.url_path[len(MAIN) + 1 :]}" for one in sheets if one.tongue == MAIN}
    taken: set[str] = set()
    if own and language() != MAIN:
        rows = Page.objects.live().filter(WRITTEN, url_path__in=own.values())
        taken = set(rows.order_by("pk").values_list("url_path", flat=True))
    free = {key: path for key, path in own.items() if path not in taken}
    return {one.pk: free.get(one.pk, one.url_path) for one in sheets}


def by_theme(sheets: list[Shown], reach: Reach) -> list[tuple[str, list[Shown]]]:
    """[(theme, its sheets)], in the order of the library, after what one looks for."""
    first = set(reach.interests.of_kind(Interest.Kind.THEME).values_list("value", flat=True))
    order = sorted(Theme.values, key=lambda one: one not in first)
    rows = sorted(sheets, key=lambda one: order.index(one.page.theme))
    return [(str(Theme(theme).label), list(found)) for theme, found in groupby(rows, key=lambda one: one.page.theme)]


def sheet(request: HttpRequest, page: ResourcePage) -> HttpResponse:
    """One sheet: 404 outside its audience; whoever is signed out is asked to sign in first.

    Its head names those of its translations alone that whoever reads it may read.
    """
    same = ResourcePage.objects.visible_to(request.user, timezone.now()).filter(translation_key=page.translation_key)
    paths = dict(same.order_by("pk").values_list("pk", "url_path"))
    if not getattr(request, "is_preview", False) and page.pk not in paths:
        if request.user.is_authenticated:
            raise Http404
        return ask_who(request)
    context = {**page_context(request, page), **frame_of(request)}
    others = {code: path for code, path in translations(page).items() if path in paths.values()}
    context["tags"] = page_tags(page, context["contact"], others=others)
    return render(request, page.get_template(request), context)
