"""The simple blocks: text, testimony, figures, steps, questions, a note, a button."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.choices import ART, ICONS

FEATURES = ["h3", "bold", "ol", "ul", "link", "document-link"]
FIRST_YEAR = 2013


class FactBlock(blocks.StructBlock):
    """One fact of the introduction: an icon and a few words."""

    icon = blocks.ChoiceBlock(choices=ICONS, label=_("Icon"))
    text = blocks.CharBlock(max_length=60, label=_("Words"))


class IntroBlock(blocks.StructBlock):
    """The top of a page."""

    title = blocks.CharBlock(max_length=80, label=_("Heading"))
    highlight = blocks.CharBlock(max_length=60, required=False, label=_("Last words of the heading, in colour"))
    lead = blocks.TextBlock(max_length=320, label=_("Introduction"))
    primary_label = blocks.CharBlock(max_length=50, required=False, label=_("Main button"))
    primary_page = blocks.PageChooserBlock(required=False, label=_("Page of the main button"))
    secondary_label = blocks.CharBlock(max_length=50, required=False, label=_("Second button"))
    secondary_page = blocks.PageChooserBlock(required=False, label=_("Page of the second button"))
    facts = blocks.ListBlock(FactBlock(), max_num=4, label=_("Facts"))
    art = blocks.ChoiceBlock(choices=ART, required=False, label=_("Illustration"))
    next_session = blocks.BooleanBlock(required=False, label=_("Say when the next information session is"))

    class Meta:
        """What the editor sees."""

        template = "blocks/intro.html"
        icon = "title"
        label = _("Introduction")
        description = _("Heading, introduction, two buttons and the facts that matter, beside an illustration.")
        preview_value: ClassVar = {
            "title": "Votre expérience peut",
            "highlight": "ouvrir une porte",
            "lead": "Vous avez plus de 50 ans ? Accompagnez un jeune vers l’emploi.",
            "facts": [{"icon": "clock", "text": "2 h par semaine"}],
            "art": "bench",
        }


class TestimonyBlock(blocks.StructBlock):
    """Somebody's own words, with the day they agreed to be quoted."""

    quote = blocks.TextBlock(max_length=400, label=_("Words, without quotation marks"))
    name = blocks.CharBlock(max_length=40, label=_("First name"))
    age = blocks.IntegerBlock(min_value=18, max_value=110, required=False, label=_("Age"))
    detail = blocks.CharBlock(max_length=80, required=False, label=_("Former trade, branch"))
    consent_on = blocks.DateBlock(label=_("Agreed to be quoted on"))

    def clean(self, value: Any) -> Any:
        """Refuses a consent that lies ahead."""
        cleaned = super().clean(value)
        if cleaned["consent_on"] > date.today():  # noqa: DTZ011  # a day, as the editor's calendar shows it
            error = ValidationError(_("This day lies ahead: write the day they agreed."))
            raise StructBlockValidationError(block_errors={"consent_on": error})
        return cleaned

    class Meta:
        """What the editor sees."""

        template = "blocks/testimony.html"
        icon = "openquote"
        label = _("Testimony")
        description = _("A mentor's or a young person's own words.")
        preview_value: ClassVar = {
            "quote": "Il fallait surtout écouter.",
            "name": "Hélène",
            "age": 64,
            "consent_on": "2026-01-05",
        }


class FigureBlock(blocks.StructBlock):
    """One figure, with the place and year it comes from."""

    value = blocks.CharBlock(max_length=16, label=_("Figure"))
    label = blocks.CharBlock(max_length=90, label=_("What it counts"))
    source = blocks.CharBlock(max_length=120, label=_("Source"))
    year = blocks.IntegerBlock(min_value=FIRST_YEAR, label=_("Year"))


class FiguresBlock(blocks.StructBlock):
    """Figures side by side."""

    heading = blocks.CharBlock(max_length=80, required=False, label=_("Heading"))
    items = blocks.ListBlock(FigureBlock(), min_num=1, max_num=8, label=_("Figures"))

    class Meta:
        """What the editor sees."""

        template = "blocks/figures.html"
        icon = "order"
        label = _("Figures")
        description = _("Figures with their source and year.")
        preview_value: ClassVar = {
            "items": [{"value": "89 %", "label": "des duos vont au bout", "source": "Rapport", "year": 2025}]
        }


class StepBlock(blocks.StructBlock):
    """One step."""

    title = blocks.CharBlock(max_length=60, label=_("Step"))
    text = blocks.TextBlock(max_length=300, label=_("In a sentence or two"))


class StepsBlock(blocks.StructBlock):
    """Numbered steps."""

    heading = blocks.CharBlock(max_length=80, required=False, label=_("Heading"))
    items = blocks.ListBlock(StepBlock(), min_num=2, max_num=8, label=_("Steps"))

    class Meta:
        """What the editor sees."""

        template = "blocks/steps.html"
        icon = "list-ol"
        label = _("Steps")
        description = _("A path in numbered steps.")
        preview_value: ClassVar = {
            "heading": "Votre parcours",
            "items": [{"title": "Une séance", "text": "En groupe."}, {"title": "Un entretien", "text": "Une heure."}],
        }


class QuestionBlock(blocks.StructBlock):
    """A question and its answer."""

    question = blocks.CharBlock(max_length=140, label=_("Question"))
    answer = blocks.RichTextBlock(features=FEATURES, label=_("Answer"))


class AccordionBlock(blocks.StructBlock):
    """Questions that open on their answers."""

    heading = blocks.CharBlock(max_length=80, required=False, label=_("Heading"))
    items = blocks.ListBlock(QuestionBlock(), min_num=1, label=_("Questions"))

    class Meta:
        """What the editor sees."""

        template = "blocks/accordion.html"
        icon = "help"
        label = _("Questions and answers")
        description = _("Questions that open on their answers.")
        preview_value: ClassVar = {
            "items": [{"question": "Est-ce que cela me coûte quelque chose ?", "answer": "<p>Non.</p>"}]
        }


class CalloutBlock(blocks.StructBlock):
    """A note that stands out."""

    title = blocks.CharBlock(max_length=80, label=_("Heading"))
    text = blocks.RichTextBlock(features=FEATURES, label=_("Text"))

    class Meta:
        """What the editor sees."""

        template = "blocks/callout.html"
        icon = "warning"
        label = _("Note")
        description = _("A note that stands out from the page.")
        preview_value: ClassVar = {"title": "Vous hésitez ?", "text": "<p>Venez à une séance.</p>"}


class ButtonBlock(blocks.StructBlock):
    """A link made visible."""

    label = blocks.CharBlock(max_length=50, label=_("Words that say where it leads"))
    page = blocks.PageChooserBlock(label=_("Page"))

    class Meta:
        """What the editor sees."""

        template = "blocks/button.html"
        icon = "link"
        label = _("Button")
        description = _("A button to another page of the site.")
        preview_value: ClassVar = {"label": "Choisir une séance"}
