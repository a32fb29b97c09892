"""The headings of a body, in the order in which a screen reader meets them, and where one is missing."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.wording import headings_of

TITLE = 1
SECTION, PART = 2, 3


def levels(kind: str, value: Any) -> list[int]:
    """The levels of the headings one block shows."""
    if kind == "text":
        return [level for level, _words in headings_of(value.source)]
    if kind == "columns":
        return [
            level for side in ("left", "right") for one in value[side] for level in levels(one.block_type, one.value)
        ]
    found = {
        "intro": [TITLE],
        "callout": [SECTION],
        "calls": [SECTION, PART],
        "sessions": [SECTION],
        "partners": [SECTION],
    }.get(kind, [])
    if kind in {"steps", "accordion", "figures"} and value.get("heading"):
        found = [SECTION]
    if kind == "steps":
        return [*found, PART]
    if kind == "accordion":
        return found + [level for one in value["items"] for level, _words in headings_of(one["answer"].source)]
    return found


def faults(body: blocks.StreamValue) -> Iterator[tuple[int, ValidationError]]:
    """(index, error) of each block whose headings skip a level, or that is an introduction in the wrong place."""
    last = TITLE
    for index, child in enumerate(body):
        if child.block_type == "intro" and index:
            yield index, at_field(child, "title", _("The introduction is the top of a page: move it first."))
        for level in levels(child.block_type, child.value):
            if level > last + 1:
                yield (
                    index,
                    at_field(child, "heading", _("A heading is missing above: the page jumps over a level here.")),
                )
                break
            last = level


def refuse_title(body: blocks.StreamValue) -> None:
    """Raises ValidationError at each introduction, whose heading would be the second title of its page."""
    words = _("This page has a title already: remove the introduction, and begin with a text.")
    found = {index: at_field(child, "title", words) for index, child in enumerate(body) if child.block_type == "intro"}
    if found:
        raise StreamBlockValidationError(block_errors=found)


def at_field(child: Any, field: str, words: Any) -> ValidationError:
    """The error where the editor can mend it: at the field of that name, or at the block."""
    error = ValidationError(words)
    inner = getattr(child.block, "child_blocks", {})
    if field in inner and not isinstance(child.block, blocks.StreamBlock):
        return StructBlockValidationError(block_errors={field: error})
    return StructBlockValidationError(non_block_errors=[error]) if inner else error
