"""A film of our own: no other site is asked, and whoever cannot see or hear it reads it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.choosers import FileChoice, PictureChoice
from cms.blocks.words import WordsBlock

FILMS = ("mp4", "webm")


class VideoBlock(blocks.StructBlock):
    """A film with its picture, its captions and its text."""

    title = blocks.CharBlock(max_length=120, label=_("Title"), help_text=_("What one sees in it, in a few words."))
    video = FileChoice(label=_("Film"), help_text=_("An MP4 or WebM file, 200 MB at most."))
    poster = PictureChoice(
        required=False,
        label=_("Picture"),
        help_text=_("Stands there until somebody presses play: nothing is loaded before."),
    )
    captions = FileChoice(
        required=False,
        label=_("Captions"),
        help_text=_("A WebVTT file (.vtt): what is said, for whoever does not hear it."),
    )
    transcript = WordsBlock(
        features=["bold", "ol", "ul"],
        label=_("Text of the film"),
        help_text=_(
            "All that is said, and what is seen and matters: for whoever does not see or hear it, or has no time."
        ),
    )

    def clean(self, value: Any) -> Any:
        """Refuses files of another kind, each at its field."""
        cleaned = super().clean(value)
        errors = {}
        film, captions = cleaned.get("video"), cleaned.get("captions")
        if film is not None and film.file_extension.lower() not in FILMS:
            errors["video"] = ValidationError(_("This is no film that browsers play: choose an MP4 or WebM file."))
        if captions is not None and captions.file_extension.lower() != "vtt":
            errors["captions"] = ValidationError(_("Captions are a WebVTT file: its name ends with .vtt."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        """What the editor sees."""

        template = "blocks/video.html"
        preview_template = "blocks/examples/video.html"
        icon = "media"
        label = _("Film")
        description = _("A film kept on this site, with its text; nothing is loaded before somebody presses play.")
