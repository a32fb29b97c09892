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

from django.db.models import BooleanField, CharField, Exists, ExpressionWrapper, F, FilteredRelation, Model, OuterRef, Q
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text import extract_references_from_rich_text

from cms.sizes import SPECS
from cms.written import WRITTEN
from hub.tags import language

Rows = dict[int, Any]


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
    """The pages above this one and its translations, among others; each with its language, whether it is written, and
    whether it is `kept` from visitors.
    """
    shelf = OPEN.get()
    return pages_near(page, set()) if shelf is None or shelf.page.pk != page.pk else shelf.pages


def in_language(page: Page) -> Page:
    """The live page that says the same in the reader's language; where there is none, this one."""
    shelf = OPEN.get()
    if shelf is None or page.pk not in shelf.keys[Page]:
        return page.localized
    same = (one for one in shelf.pages if one.translation_key == page.translation_key)
    return next((one for one in same if one.live and one.language == language()), page)


def pages_near(page: Page, keys: set[int]) -> list[Page]:
    """Those with these keys, each also in the reader's language, and those around the page."""
    above = [page.path[:end] for end in range(page.steplen, len(page.path), page.steplen)]
    around = Q(path__in=above) | Q(translation_key=page.translation_key)
    same = Page.objects.filter(pk__in=keys).order_by().values("translation_key")
    asked = Q(pk__in=keys) | Q(translation_key__in=same, locale__language_code=language()) if keys else Q()
    rows = Page.objects.filter(around | asked).order_by("pk")
    written = ExpressionWrapper(WRITTEN, output_field=BooleanField())
    return list(rows.annotate(language=F("locale__language_code"), written=written, kept=kept_for_some()))


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
