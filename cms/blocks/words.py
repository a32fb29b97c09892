"""Words as editors write them in blocks: what of them is refused, and where."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from cms.wording import headings_of, is_vague, links_of

FEATURES = ["h3", "bold", "ol", "ul", "link", "document-link"]


class WordsBlock(blocks.RichTextBlock):
    """Rich text."""

    def normalize(self, value: Any) -> RichText:
        """Takes lazily translated text as well, which previews are written in."""
        found: RichText = super().normalize(value if isinstance(value, RichText) else str(value or ""))
        return found

    def clean(self, value: Any) -> Any:
        """Refuses links that say nothing of where they lead, and headings without words."""
        cleaned = super().clean(value)
        source = cleaned.source if cleaned else ""
        if not all(words for _level, words in headings_of(source)):
            raise ValidationError(_("A heading here has no words: write some, or make it plain text."))
        for words in links_of(source):
            refuse_vague(words)
        return cleaned


class LabelBlock(blocks.CharBlock):
    """The words of a button or a link."""

    def clean(self, value: Any) -> Any:
        """Refuses words that say nothing of where the button leads."""
        cleaned = super().clean(value)
        if cleaned:
            refuse_vague(cleaned)
        return cleaned


def refuse_vague(words: str) -> None:
    """Raises ValidationError where the words of a link are empty, or say "click here" in any of our languages."""
    if not words:
        raise ValidationError(_("A link here has no words: write where it leads."))
    if is_vague(words):
        text = _("“%(words)s” does not say where the link leads: many people read links alone, one after the other.")
        raise ValidationError(text, params={"words": words})
