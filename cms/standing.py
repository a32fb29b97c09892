"""Which page one reads at an address, and at which address one reads a page: one rule for both (decision 51)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Q, Value
from wagtail.models import Page
from wagtail.models.pages import PageQuerySet

from cms.written import LANGUAGES, WRITTEN, languages_for
from hub.tags import language


@dataclass(frozen=True)
class Shown:
    """A page that a link leads to: where one reads it, and its language where that is not the reader's."""

    page: Page
    url: str
    other: str = ""

    @property
    def other_name(self) -> str:
        """That language, in its own words."""
        return str(LANGUAGES.get(self.other, ""))


class Trees:
    """Live written pages as they stand in the languages' trees, each with its `tongue`, for whoever reads one of these;
    `readable` says of a page whether they may read it.
    """

    def __init__(self, asked: str, pages: Iterable[Any], readable: Callable[[Any], bool] = bool) -> None:
        self.order, self.readable = languages_for(asked), readable
        self.at: dict[str, Any] = {}
        self.same: dict[Any, list[Any]] = defaultdict(list)
        for one in sorted(pages, key=lambda one: self.order.index(one.tongue)):
            self.at.setdefault(one.url_path, one)
            self.same[one.translation_key].append(one)

    def page_at(self, path: str) -> Any:
        """What is read at this path below the reader's language: the page that stands there; failing that the first that
        stands there in another tree, or of its translations the best that they may read. None where nothing does.
        """
        ways = (f"/{code}/{path}" for code in self.order)
        there = next((self.at[way] for way in ways if way in self.at), None)
        if there is None or there.tongue == self.order[0]:
            return there
        same = self.same[there.translation_key]
        return same[0] if len(same) == 1 else next((one for one in same if self.readable(one)), same[0])

    def place(self, page: Any) -> Shown:
        """Where one reads this page: below the reader's language, which says so, where its path there leads to it; else
        where it stands.
        """
        if page.tongue == self.order[0]:
            return Shown(page, page.url_path)
        rest = page.url_path.removeprefix(f"/{page.tongue}/")
        found = self.page_at(rest)
        led = found is not None and found.pk == page.pk
        return Shown(page, f"/{self.order[0]}/{rest}" if led else page.url_path, page.tongue)


def standing(kind: Any = Page) -> PageQuerySet:
    """The pages of this kind that are read somewhere, each with its `tongue`."""
    rows: PageQuerySet = kind.objects.live().filter(WRITTEN, locale__language_code__in=LANGUAGES)
    return rows.annotate(tongue=F("locale__language_code")).order_by("pk")


def placed(pages: Collection[Any], readable: PageQuerySet | None = None) -> list[Shown]:
    """These pages, which carry their `tongue`, in their order, where one reads each; one query at most.

    A translation that is among the `readable` is read before one of them in a later language, wherever it stands.
    """
    asked, listed = language(), {one.pk for one in pages}
    others = [one for one in pages if one.tongue != asked]
    rows = around(others, asked, readable) if others else ()
    trees = Trees(asked, rows, lambda one: one.open or one.pk in listed)
    return [trees.place(one) for one in pages]


def around(pages: Iterable[Any], asked: str, readable: PageQuerySet | None) -> Iterable[Any]:
    """Rows of what decides where these pages are read: what stands at their paths, and their translations; one query."""
    rest = {one.url_path.removeprefix(f"/{one.tongue}/") for one in pages}
    paths = {f"/{code}/{path}" for code in languages_for(asked) for path in rest}
    there = Q(url_path__in=paths) | Q(translation_key__in={one.translation_key for one in pages})
    among: Any = Value(False) if readable is None else Q(pk__in=readable.order_by().values("pk"))
    rows = standing().filter(there).annotate(open=ExpressionWrapper(among, output_field=BooleanField()))
    return rows.values_list("pk", "url_path", "translation_key", "tongue", "open", named=True)
