"""The library: what one may read, by theme, language and word, and one sheet; visitors read what is for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cms.models import ResourceIndexPage, ResourcePage
from cms.models.resources import ResourceQuerySet, further, of_branches
from cms.standing import Shown, placed
from cms.views.head import page_tags, translations
from cms.views.pages import ask_who, page_context
from cms.written import LANGUAGES, WRITTEN, languages_for
from community.models import Audience, Interest, Reach, Theme, reach_of
from hub.models import Branch
from hub.search.ask import Asked, read_words
from hub.tags import language

LONGEST_WORD = 60
# Those of the audiences that say how far one has come.
STAGES = (Audience.PUBLIC, Audience.APPLICANTS, Audience.MENTORS, Audience.TRAINED, Audience.DUO)
STEPS = [(step.value, step.label) for step in STAGES]


@dataclass(frozen=True)
class Wanted:
    """What narrows the library down, each empty where all will do; what does not exist asks for all."""

    theme: str = ""
    language: str = ""
    step: str = ""
    branch: str = ""
    word: str = ""

    @classmethod
    def read(cls, request: HttpRequest, branches: Iterable[Branch]) -> "Wanted":
        """From the query string; the step and the branch are members', among the branches they read something of."""

        def one_of(name: str, values: Iterable[str]) -> str:
            asked = request.GET.get(name, "")
            return asked if asked in values else ""

        steps = [step for step, _label in STEPS if request.user.is_authenticated]
        plain = " ".join("".join(char for char in request.GET.get("mot", "") if char.isprintable()).split())
        return cls(
            theme=one_of("theme", Theme.values),
            language=one_of("langue", LANGUAGES),
            step=one_of("etape", steps),
            branch=one_of("antenne", [branch.slug for branch in branches]),
            word=plain[:LONGEST_WORD],
        )

    @property
    def anything(self) -> bool:
        """Whether something narrows the library down."""
        return bool(self.theme or self.language or self.step or self.branch or self.word)

    def narrow(self, rows: ResourceQuerySet) -> ResourceQuerySet:
        """The sheets that match; words as the members' search compares them, without accents."""
        if self.theme:
            rows = rows.filter(theme=self.theme)
        if self.language:
            rows = rows.filter(locale__language_code=self.language)
        if self.step:
            rows = rows.filter(Q(audience=self.step) | Q(stage=self.step))
        if self.branch:
            rows = rows.filter(of_branches(Branch.objects.filter(slug=self.branch)))
        return Asked(*read_words(self.word)).in_words(rows)


def library(request: HttpRequest, page: ResourceIndexPage) -> HttpResponse:
    """The sheets, theme by theme, those one looks for first; each once, in the reader's language where it exists."""
    now = timezone.now()
    rows = ResourcePage.objects.visible_to(request.user, now)
    if not request.user.is_authenticated:
        rows = rows.public()
    branches = branches_in(rows) if request.user.is_authenticated else []
    wanted = Wanted.read(request, branches)
    context = {
        **page_context(request, page),
        **frame_of(request),
        "groups": by_theme(shown(wanted.narrow(rows), rows), reach_of(request.user, now)),
        "themes": Theme.choices,
        "steps": STEPS,
        "branches": branches,
        "wanted": wanted,
    }
    return render(request, page.get_template(request), context)


def branches_in(rows: ResourceQuerySet) -> list[Branch]:
    """The branches that these sheets are for, or their promotions; one query."""
    own = OuterRef("pk")
    also = Exists(further().branches.filter(branch=OuterRef(own)))
    of_it = rows.filter(Q(branch=own) | Q(promotion__branch=own) | Q(also))
    return list(Branch.objects.in_order().filter(Exists(of_it)))


def frame_of(request: HttpRequest) -> dict[str, Any]:
    """The menu around the page: a member's own, or the visitors'."""
    return {"frame": "base_space.html" if request.user.is_authenticated else "base.html"}


def each_once(rows: ResourceQuerySet) -> list[ResourcePage]:
    """Each sheet once: in the reader's language, where there is none in French, failing that as it was written."""
    order = languages_for(language())
    written = rows.filter(WRITTEN, locale__language_code__in=order).annotate(tongue=F("locale__language_code"))
    found: dict[Any, ResourcePage] = {}
    for one in sorted(written.defer("body", "words").order_by("pk"), key=lambda one: order.index(one.tongue)):
        found.setdefault(one.translation_key, one)
    return sorted(found.values(), key=lambda one: (one.title, one.pk))


def shown(rows: ResourceQuerySet, readable: ResourceQuerySet) -> list[Shown]:
    """The same, where one reads each: those that are `readable` in a better language as well, at their own address."""
    return placed(each_once(rows), readable)


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
