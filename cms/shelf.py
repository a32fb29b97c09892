"""What a page names, read once while it is shown: each kind in one query, however many blocks ask.

Pages are read with those above the page and those that say the same in another language: one query as well.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Model,
    OuterRef,
    Q,
    Value,
)
from django.db.models.functions import Concat, Substr
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text import extract_references_from_rich_text

from cms.menus import BY_EDITORS
from cms.sizes import SPECS
from cms.standing import Shown, Trees, standing
from cms.written import LANGUAGES, WRITTEN, languages_for
from hub.tags import language

Rows = dict[int, Any]
# The path of a page below its language, which two letters name.
REST = Substr("url_path", len("/fr/") + 1)


class Shelf:
    """The rows that a page names: all of a kind are read when the first of them is asked for."""

    def __init__(self, page: Page) -> None:
        self.page, self.body = page, page.body
        self.rows: dict[type[Model], Rows] = defaultdict(dict)

    @cached_property
    def keys(self) -> dict[type[Model], set[int]]:
        """{model: keys} of all that is named."""
        found = defaultdict(set)
        for model, key in named(self.body.stream_block, self.body.raw_data):
            if str(key).isdecimal():
                found[model].add(int(key))
        return found

    @cached_property
    def pages(self) -> list[Page]:
        """Those that are named, and those around the page."""
        return pages_near(self.page, self.keys[Page])

    @cached_property
    def trees(self) -> Trees:
        """Those of them that are read somewhere."""
        return trees_of(self.pages)

    def take(self, model: type[Model], keys: set[int]) -> Rows:
        """The rows with these keys, and others; those that are gone have none."""
        rows = self.rows[model]
        if keys and model is get_image_model():
            # Whose rows name pictures is read first: theirs come by the same query as the page's own.
            for other in [one for one in self.keys if pictures_of(one)]:
                self.take(other, self.keys[other])
        if not rows and keys:
            wanted = self.keys[model] | keys
            rows.update(dict.fromkeys(wanted))
            rows.update({page.pk: page for page in self.pages} if model is Page else bare(model, wanted))
            dress(rows.values())
        if missing := keys - rows.keys():
            rows.update({**dict.fromkeys(missing), **read(model, missing)})
        return rows


OPEN: ContextVar[Shelf | None] = ContextVar("shelf", default=None)


@contextmanager
def shelf_of(page: Page) -> Iterator[None]:
    """While this page is shown."""
    token = OPEN.set(Shelf(page))
    try:
        yield
    finally:
        OPEN.reset(token)


def taken(model: type[Model], keys: Iterable[int | None]) -> Rows:
    """Rows by their keys: from the shelf, where a page is shown."""
    shelf, known = OPEN.get(), {key for key in keys if key is not None}
    return read(model, known) if shelf is None else shelf.take(model, known)


def near(page: Page) -> list[Page]:
    """The pages above this one and its translations, among others; each with its `tongue`, whether it is written, and
    whether it is `kept` from visitors.
    """
    shelf = OPEN.get()
    return pages_near(page, set()) if shelf is None or shelf.page.pk != page.pk else shelf.pages


def place_of(page: Page) -> Shown:
    """Where a page that another names is read: in the reader's language; where it has none, in the best that it has."""
    shelf = OPEN.get()
    known = shelf is not None and page.pk in shelf.keys[Page]
    trees = shelf.trees if shelf is not None and known else trees_of(annotated(linked({page.pk})))
    same = trees.same.get(page.translation_key)
    return trees.place(same[0]) if same else Shown(page, page.url_path)


def trees_in_menus() -> Trees | None:
    """The trees around the page that is shown, with the pages of the menus; None where no page is."""
    shelf = OPEN.get()
    return shelf.trees if shelf is not None else None


def trees_of(pages: Iterable[Any]) -> Trees:
    """Those of these pages from `annotated` that are read somewhere, as they stand for a visitor."""
    read = [one for one in pages if one.live and one.written and one.tongue in LANGUAGES]
    return Trees(language(), read, lambda one: not one.kept)


def pages_near(page: Page, keys: set[int]) -> list[Page]:
    """Those with these keys and what decides where they are read, those around the page, and those of the menus."""
    above = [page.path[:end] for end in range(page.steplen, len(page.path), page.steplen)]
    around = Q(path__in=above) | Q(translation_key=page.translation_key) | in_menus(language())
    return annotated(around | linked(keys) if keys else around)


def linked(keys: set[int]) -> Q:
    """The pages with these keys in every language, and what stands where a reader would look for one that lacks theirs."""
    named = Page.objects.filter(pk__in=keys).order_by().values("translation_key")
    same = Page.objects.filter(translation_key__in=named).order_by()
    found = Q(translation_key__in=named)
    # In the last language of the order nothing is looked for after another's.
    for code in languages_for(language())[:-1]:
        found |= Q(url_path__in=same.annotate(way=Concat(Value(f"/{code}/"), REST)).values("way"))
    return found


def in_menus(asked: str) -> Q:
    """The pages of the menus in every language; none in French, in which pages are written first."""
    if asked == settings.LANGUAGE_CODE:
        return Q()
    paths = [f"/{code}/{slug}/" for code in languages_for(asked) for slug in BY_EDITORS]
    return Q(translation_key__in=standing().filter(url_path__in=paths).order_by().values("translation_key"))


def annotated(which: Q) -> list[Page]:
    """Pages with what decides where and by whom they are read."""
    written = ExpressionWrapper(WRITTEN, output_field=BooleanField())
    rows = Page.objects.filter(which).order_by("pk")
    return list(rows.annotate(tongue=F("locale__language_code"), written=written, kept=kept_for_some()))


def kept_for_some() -> Exists:
    """Whether one of Wagtail's restrictions keeps a page, or one above it, from visitors."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    rules = PageViewRestriction.objects.annotate(below=path)
    return Exists(rules.filter(below__startswith=F("page__path")))


def read(model: type[Model], keys: set[int]) -> Rows:
    """Rows by their keys, in one query, and one more for the pictures they name; pictures with their sizes."""
    rows = bare(model, keys)
    dress(rows.values())
    return rows


def bare(model: type[Model], keys: set[int]) -> Rows:
    """The same without the pictures they name; one query."""
    if model is not get_image_model():
        return dict(model._default_manager.in_bulk(keys))  # Django's name for it
    sized = FilteredRelation("renditions", condition=Q(renditions__filter_spec__in=SPECS))
    rows = get_image_model().objects.filter(pk__in=keys).annotate(size=sized).select_related("size")
    found: Rows = {}
    for row in rows.order_by("pk", "size__pk") if keys else ():
        picture = found.setdefault(row.pk, row)
        sizes = vars(picture).setdefault("prefetched_renditions", [])
        sizes += [row.size] if hasattr(row, "size") else []
    return found


def pictures_of(model: type[Model]) -> list[Any]:
    """The fields in which a row of this kind names a picture."""
    return [field for field in model._meta.concrete_fields if field.related_model is get_image_model()]


def dress(rows: Iterable[Any]) -> None:
    """Gives rows the pictures they name, with their sizes; one query where any names one that is not read yet."""
    naming = [(row, field) for row in rows if row is not None for field in pictures_of(type(row))]
    if not naming:
        return
    pictures = taken(get_image_model(), (getattr(row, field.attname) for row, field in naming))
    for row, field in naming:
        picture = pictures.get(getattr(row, field.attname))
        setattr(row, field.name, own(picture) if picture is not None else None)


def own(row: Any) -> Any:
    """A copy: what stands on a page twice is described by other words each time, its sizes as well."""
    mine = copy(row)
    if hasattr(mine, "prefetched_renditions"):
        mine.prefetched_renditions = [copy(size) for size in mine.prefetched_renditions]
        for size in mine.prefetched_renditions:
            size.image = mine
    return mine


def named(block: Any, raw: Any) -> Iterator[tuple[type[Model], Any]]:
    """(model, key) of each row that a block names, from how it is stored."""
    if isinstance(block, blocks.ChooserBlock):
        yield block.model_class, raw
    elif isinstance(block, blocks.RichTextBlock):
        yield from ((model, key) for model, key, *_where in extract_references_from_rich_text(raw or ""))
    for child, inner in parts_of(block, raw):
        yield from named(child, inner)


def parts_of(block: Any, raw: Any) -> list[tuple[Any, Any]]:
    """(block, how it is stored) of each block that stands in this one."""
    if isinstance(block, blocks.StreamBlock):
        return [(block.child_blocks.get(one["type"]), one["value"]) for one in raw or ()]
    if isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        return [(child, raw.get(name)) for name, child in block.child_blocks.items()]
    if isinstance(block, blocks.ListBlock):
        items = [one["value"] if isinstance(one, dict) and one.get("type") == "item" else one for one in raw or ()]
        return [(block.child_block, one) for one in items]
    return []


class Shelved(blocks.ChooserBlock):
    """A choice whose rows come from the shelf."""

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Any]:
        """Each its own copy, in their order; None where there is none any more."""
        keys = list(values)
        rows = taken(self.model_class, keys)
        return [own(rows[key]) if key is not None and rows.get(key) is not None else None for key in keys]
