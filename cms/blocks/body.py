"""The body of a page: which blocks there are, and which may stand side by side."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
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
    text = TextBlock(features=FEATURES)
    picture = PictureBlock()
    testimony = TestimonyBlock()
    figures = FiguresBlock()
    steps = StepsBlock()
    accordion = AccordionBlock()
    callout = CalloutBlock()
    calls = CallsBlock()
    sessions = SessionsBlock()
    button = ButtonBlock()
    columns = ColumnsBlock()
