"""Blocks made of pictures: one to look at, and the logos of those who go along with us."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from cms.blocks.choosers import PictureChoice
from cms.wording import is_file_name


class SizedPicture(ImageBlock):
    """A picture with its alternative text, or marked as decorative; its sizes are read with it."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:  # noqa: FBT001, FBT002  # as Wagtail's own
        super().__init__(required=required, **kwargs)
        self.child_blocks["image"] = PictureChoice(required=required)
        self.child_blocks["image"].set_name("image")

    def clean(self, value: Any) -> Any:
        """Refuses a picture that may not be shown any more, and the name of a file as its words, each at its field."""
        cleaned = super().clean(value)
        if cleaned is not None and not cleaned.shown:
            error = ValidationError(_("The people on this picture agreed to be shown until a day that has passed."))
            raise StructBlockValidationError(block_errors={"image": error})
        said = "" if cleaned is None or cleaned.decorative else cleaned.contextual_alt_text or ""
        if is_file_name(said) and not self.is_deferred_validation:
            text = _("“%(words)s” is the name of a file: say what the picture shows, or that it is only decoration.")
            error = ValidationError(text, params={"words": said})
            raise StructBlockValidationError(block_errors={"alt_text": error})
        return cleaned


class PictureBlock(SizedPicture):
    """A picture in the width of the text."""

    class Meta:
        """What the editor sees."""

        template = "blocks/picture.html"
        preview_template = "blocks/examples/picture.html"
        icon = "image"
        label = _("Image")
        description = _("A picture; say what it shows, or that it is only decoration.")
        help_text = _("The alternative text is read aloud in place of the picture: what matters of it on this page.")


class PartnerBlock(blocks.StructBlock):
    """One partner."""

    logo = SizedPicture(
        label=_("Logo"),
        help_text=_("Say what it shows. Where it shows nothing but the name, it is only decoration."),
    )
    name = blocks.CharBlock(max_length=80, label=_("Name"), help_text=_("In full, as they write it themselves."))
    link = blocks.URLBlock(
        required=False, label=_("Address of their site"), help_text=_("It begins with https:// and opens on the name.")
    )
    text = blocks.CharBlock(
        max_length=160, required=False, label=_("What they do with us"), help_text=_("One short sentence.")
    )


class PartnersBlock(blocks.StructBlock):
    """Partners side by side."""

    heading = blocks.CharBlock(
        max_length=80, label=_("Heading"), help_text=_("Who they are to us: “They go along with us”.")
    )
    items = blocks.ListBlock(PartnerBlock(), min_num=1, max_num=24, label=_("Partners"))

    class Meta:
        """What the editor sees."""

        template = "blocks/partners.html"
        preview_template = "blocks/examples/partners.html"
        icon = "group"
        label = _("Partners")
        description = _("Partners side by side: the logo, the name that leads to their site, and what they do with us.")
