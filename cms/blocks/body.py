"""The body of a page: which blocks there are, and which may stand side by side."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django.core.exceptions import BadRequest, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from cms.blocks.choosers import FileChoice
from cms.blocks.live import CallsBlock, SessionsBlock
from cms.blocks.outline import at_field, faults
from cms.blocks.pictures import PartnersBlock, PictureBlock
from cms.blocks.pieces import AccordionBlock, ButtonBlock, CalloutBlock, IntroBlock, StepsBlock
from cms.blocks.proofs import FiguresBlock, TestimonyBlock
from cms.blocks.video import VideoBlock
from cms.blocks.words import FEATURES, WordsBlock
from cms.wording import left_to_write

SHORT = _("Short paragraphs, one idea each; headings in order, links that say where they lead.")


class TextBlock(WordsBlock):
    """Running text."""

    class Meta:
        """What the editor sees."""

        template = "blocks/text.html"
        icon = "pilcrow"
        label = _("Text")
        description = _("Running text with headings, lists and links.")
        preview_value = format_lazy("<p>{}</p>", _("A promotion is a group of 12 to 20 mentors trained together."))


class FileBlock(FileChoice):
    """A file to download, with its kind and size in words."""

    class Meta:
        """What the editor sees."""

        template = "blocks/file.html"
        preview_template = "blocks/examples/file.html"
        icon = "doc-full"
        label = _("File")
        description = _("A file to download; whoever may read the page may have it.")


class SideBlock(blocks.StreamBlock):
    """What may stand in half of a page."""

    text = TextBlock(features=FEATURES, help_text=SHORT)
    steps = StepsBlock()
    testimony = TestimonyBlock()
    figures = FiguresBlock()
    callout = CalloutBlock()


class ColumnsBlock(blocks.StructBlock):
    """Two halves side by side, one under the other on a phone."""

    left = SideBlock(label=_("First half"))
    right = SideBlock(label=_("Second half"))
    tint = blocks.BooleanBlock(required=False, label=_("Tinted ground"))

    class Meta:
        """What the editor sees."""

        template = "blocks/columns.html"
        icon = "grip"
        label = _("Two halves")
        description = _("Two halves side by side, one under the other on a phone.")
        help_text = _("On a phone the first half stands above the second.")
        preview_value: ClassVar = {
            "left": [
                ("text", format_lazy("<p>{}</p>", _("A promotion is a group of 12 to 20 mentors trained together.")))
            ],
            "right": [
                ("callout", {"title": _("Not sure yet?"), "text": format_lazy("<p>{}</p>", _("Come to a session."))})
            ],
        }


def unwritten(body: blocks.StreamValue) -> Iterator[tuple[int, ValidationError]]:
    """(index, error) of each block in which an instruction of a new page still stands."""
    for index, child in enumerate(body):
        found = left_to_write(child.get_prep_value())
        if found:
            yield index, at_field(child, "", _("Still to be written: %(words)s") % {"words": found})


class BodyBlock(blocks.StreamBlock):
    """Everything a page can be made of."""

    intro = IntroBlock()
    text = TextBlock(features=["h2", *FEATURES], help_text=SHORT)
    picture = PictureBlock()
    testimony = TestimonyBlock()
    figures = FiguresBlock()
    steps = StepsBlock()
    accordion = AccordionBlock()
    callout = CalloutBlock()
    calls = CallsBlock()
    sessions = SessionsBlock()
    button = ButtonBlock()
    video = VideoBlock()
    partners = PartnersBlock()
    file = FileBlock(help_text=_("Its title is what people press: say what is in it, not “document”."))
    columns = ColumnsBlock()

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], prefix: str) -> Any:
        """What the editor's screen sent; raises BadRequest for what no screen of ours sends."""
        try:
            return super().value_from_datadict(data, files, prefix)
        except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
            message = f"The blocks of {prefix} cannot be read."
            raise BadRequest(message) from error

    def clean(self, value: Any) -> Any:
        """Refuses headings that skip a level and what is left to write, but for a draft, and half of a character (a lone surrogate) at any
        time: it can be stored, but never shown again.
        """
        cleaned = super().clean(value)
        skipped = {} if self.is_deferred_validation else {**dict(unwritten(cleaned)), **dict(faults(cleaned))}
        if skipped:
            raise StreamBlockValidationError(block_errors=skipped)
        try:
            json.dumps(self.get_prep_value(cleaned), ensure_ascii=False, cls=DjangoJSONEncoder).encode()
        except UnicodeEncodeError as error:
            message = _("A character in these texts is damaged. Type the words again instead of pasting them.")
            raise StreamBlockValidationError(non_block_errors=[message]) from error
        return cleaned
