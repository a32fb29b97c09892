"""Blocks that prove something: somebody's own words, and figures."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms import figures
from cms.blocks.choosers import SnippetChoice
from hub.words.localised import Localised

FIRST_YEAR = 2013


class TestimonyBlock(blocks.StructBlock):
    """Somebody's own words, chosen among those whose people agreed."""

    testimony = SnippetChoice(
        "cms.Testimony",
        label=_("Whose words"),
        help_text=_("Among those who agreed, with the day; their words go from here when they take it back."),
    )

    def clean(self, value: Any) -> Any:
        """Refuses words that have been taken back."""
        cleaned = super().clean(value)
        chosen = cleaned.get("testimony")
        if chosen is not None and not chosen.shown:
            error = ValidationError(_("This person took their agreement back: choose another."))
            raise StructBlockValidationError(block_errors={"testimony": error})
        return cleaned

    def get_preview_value(self) -> Any:
        """Somebody invented."""
        model = self.child_blocks["testimony"].model_class
        quote = str(_("Above all, I had to listen."))
        return self.normalize(
            {"testimony": model(name="Hélène", age=64, quote=Localised(fr=quote), consent_on=date.min)}
        )

    class Meta:
        """What the editor sees."""

        template = "blocks/testimony.html"
        icon = "openquote"
        label = _("Testimony")
        description = _("A mentor’s or a young person’s own words, shown for as long as they agree.")


class FigureBlock(blocks.StructBlock):
    """One figure, with the place and year it comes from."""

    value = blocks.CharBlock(max_length=16, label=_("Figure"))
    label = blocks.CharBlock(max_length=90, label=_("What it counts"))
    source = blocks.CharBlock(max_length=120, label=_("Source"), help_text=_("The report or document it stands in."))
    year = blocks.IntegerBlock(min_value=FIRST_YEAR, label=_("Year"), help_text=_("The year it was counted."))

    def clean(self, value: Any) -> Any:
        """Refuses a year that lies ahead."""
        cleaned = super().clean(value)
        if cleaned.get("year") and cleaned["year"] > date.today().year:  # noqa: DTZ011  # as calendars show it
            error = ValidationError(_("This year lies ahead: write the year it was counted."))
            raise StructBlockValidationError(block_errors={"year": error})
        return cleaned


class CountedBlock(blocks.StructBlock):
    """One figure that the site counts itself."""

    figure = blocks.ChoiceBlock(choices=figures.CHOICES, label=_("Figure"))


class FiguresBlock(blocks.StructBlock):
    """Figures side by side: counted by the site, or typed with their source."""

    heading = blocks.CharBlock(max_length=80, required=False, label=_("Heading"))
    counted = blocks.ListBlock(
        CountedBlock(),
        default=[],
        max_num=8,
        label=_("Counted by the site"),
        help_text=_("Always up to date; what is counted and the day stand below the figure."),
    )
    items = blocks.ListBlock(FigureBlock(), default=[], max_num=8, label=_("Typed, with their source"))

    def clean(self, value: Any) -> Any:
        """Refuses a block without any figure."""
        cleaned = super().clean(value)
        if not cleaned.get("counted") and not cleaned.get("items") and not self.is_deferred_validation:
            error = ValidationError(_("Add a figure, or remove this block."))
            raise StructBlockValidationError(block_errors={"items": error})
        return cleaned

    class Meta:
        """What the editor sees."""

        template = "blocks/figures.html"
        icon = "order"
        label = _("Figures")
        description = _("Figures counted by the site, or typed with their source and year.")
        preview_value: ClassVar = {
            "counted": [{"figure": "branches"}],
            "items": [{"value": "89 %", "label": _("of duos last six months"), "source": _("Report"), "year": 2025}],
        }
