"""The body of a page: which blocks there are, and which may stand side by side."""

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import BadRequest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from cms.blocks.live import CallsBlock, SessionsBlock
from cms.blocks.pieces import (
    FEATURES,
    AccordionBlock,
    ButtonBlock,
    CalloutBlock,
    FiguresBlock,
    IntroBlock,
    StepsBlock,
    TestimonyBlock,
)


class TextBlock(blocks.RichTextBlock):
    """Running text."""

    class Meta:
        """What the editor sees."""

        template = "blocks/text.html"
        icon = "pilcrow"
        label = _("Text")
        description = _("Running text with headings, lists and links.")
        preview_value = "<p>Une promotion, c’est un groupe de 12 à 20 mentors formés ensemble.</p>"


class PictureBlock(ImageBlock):
    """A picture with its alternative text, or marked as decorative."""

    class Meta:
        """What the editor sees."""

        template = "blocks/picture.html"
        icon = "image"
        label = _("Image")
        description = _("A picture; say what it shows, or that it is only decoration.")


class FileBlock(DocumentChooserBlock):
    """A file to download, with its kind and size in words."""

    class Meta:
        """What the editor sees."""

        template = "blocks/file.html"
        icon = "doc-full"
        label = _("File")
        description = _("A file to download; whoever may read the page may have it.")


class SideBlock(blocks.StreamBlock):
    """What may stand in half of a page."""

    text = TextBlock(features=FEATURES)
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
        preview_value: ClassVar = {"left": [("text", "<p>…</p>")], "right": [("text", "<p>…</p>")]}


class BodyBlock(blocks.StreamBlock):
    """Everything a page can be made of."""

    intro = IntroBlock()
    text = TextBlock(features=["h2", *FEATURES])
    picture = PictureBlock()
    testimony = TestimonyBlock()
    figures = FiguresBlock()
    steps = StepsBlock()
    accordion = AccordionBlock()
    callout = CalloutBlock()
    calls = CallsBlock()
    sessions = SessionsBlock()
    button = ButtonBlock()
    file = FileBlock()
    columns = ColumnsBlock()

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], prefix: str) -> Any:
        """What the editor's screen sent; raises BadRequest for what no screen of ours sends."""
        try:
            return super().value_from_datadict(data, files, prefix)
        except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
            message = f"The blocks of {prefix} cannot be read."
            raise BadRequest(message) from error

    def clean(self, value: Any) -> Any:
        """Refuses half of a character (a lone surrogate): it can be stored, but never shown again."""
        cleaned = super().clean(value)
        try:
            json.dumps(self.get_prep_value(cleaned), ensure_ascii=False, cls=DjangoJSONEncoder).encode()
        except UnicodeEncodeError as error:
            message = _("A character in these texts is damaged. Type the words again instead of pasting them.")
            raise StreamBlockValidationError(non_block_errors=[message]) from error
        return cleaned
