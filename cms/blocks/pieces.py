"""The simple blocks: introduction, steps, questions, a note, a button."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.choices import ART, ICONS
from cms.blocks.choosers import PageChoice
from cms.blocks.words import FEATURES, LabelBlock, WordsBlock


class FactBlock(blocks.StructBlock):
    """One fact of the introduction: an icon and a few words."""

    icon = blocks.ChoiceBlock(choices=ICONS, label=_("Icon"))
    text = blocks.CharBlock(max_length=60, label=_("Words"))


class IntroBlock(blocks.StructBlock):
    """The top of a page."""

    title = blocks.CharBlock(max_length=80, label=_("Heading"), help_text=_("What the page is about, in a few words."))
    highlight = blocks.CharBlock(max_length=60, required=False, label=_("Last words of the heading, in colour"))
    lead = blocks.TextBlock(
        max_length=320, label=_("Introduction"), help_text=_("One or two short sentences: for whom, and what for.")
    )
    primary_label = LabelBlock(max_length=50, required=False, label=_("Main button"))
    primary_page = PageChoice(required=False, label=_("Page of the main button"))
    secondary_label = LabelBlock(max_length=50, required=False, label=_("Second button"))
    secondary_page = PageChoice(required=False, label=_("Page of the second button"))
    facts = blocks.ListBlock(
        FactBlock(), max_num=4, default=[], label=_("Facts"), help_text=_("Hours, months, costs: at most four.")
    )
    art = blocks.ChoiceBlock(choices=ART, required=False, label=_("Illustration"))
    next_session = blocks.BooleanBlock(required=False, label=_("Say when the next information session is"))

    def clean(self, value: Any) -> Any:
        """A button has words and a page, or neither."""
        cleaned = super().clean(value)
        errors = {}
        for name in ("primary", "secondary"):
            words, page = cleaned.get(f"{name}_label"), cleaned.get(f"{name}_page")
            if page and not words:
                errors[f"{name}_label"] = ValidationError(_("Write the words of this button."))
            if words and not page:
                errors[f"{name}_page"] = ValidationError(_("Choose the page this button leads to."))
        if errors and not self.is_deferred_validation:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        """What the editor sees."""

        template = "blocks/intro.html"
        icon = "title"
        label = _("Introduction")
        description = _("Heading, introduction, two buttons and the facts that matter, beside an illustration.")
        preview_value: ClassVar = {
            "title": _("Your experience can"),
            "highlight": _("open a door"),
            "lead": _("Over 50? Go along with a young person on the way to a job."),
            "facts": [{"icon": "clock", "text": _("2 hours a week")}],
            "art": "bench",
        }


class StepBlock(blocks.StructBlock):
    """One step."""

    title = blocks.CharBlock(max_length=60, label=_("Step"))
    text = blocks.TextBlock(
        max_length=300, label=_("In a sentence or two"), help_text=_("Who does what, and how long it takes.")
    )


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
            "heading": _("Your way with us"),
            "items": [
                {"title": _("A session"), "text": _("In a group, an hour and a half.")},
                {"title": _("An interview"), "text": _("An hour to speak of you.")},
            ],
        }


class QuestionBlock(blocks.StructBlock):
    """A question and its answer."""

    question = blocks.CharBlock(max_length=140, label=_("Question"), help_text=_("As people ask it."))
    answer = WordsBlock(features=FEATURES, label=_("Answer"))


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
            "items": [{"question": _("Does it cost me anything?"), "answer": format_lazy("<p>{}</p>", _("Nothing."))}]
        }


class CalloutBlock(blocks.StructBlock):
    """A note that stands out."""

    title = blocks.CharBlock(max_length=80, label=_("Heading"))
    text = WordsBlock(features=["bold", "ol", "ul", "link", "document-link"], label=_("Text"))

    class Meta:
        """What the editor sees."""

        template = "blocks/callout.html"
        icon = "warning"
        label = _("Note")
        description = _("A note that stands out from the page.")
        help_text = _("One at most on a page: what everybody must see, in two or three sentences.")
        preview_value: ClassVar = {
            "title": _("Not sure yet?"),
            "text": format_lazy("<p>{}</p>", _("Come to a session.")),
        }


class ButtonBlock(blocks.StructBlock):
    """A link made visible."""

    label = LabelBlock(
        max_length=50, label=_("Words that say where it leads"), help_text=_("“Choose a session”, not “Click here”.")
    )
    page = PageChoice(label=_("Page"))

    class Meta:
        """What the editor sees."""

        template = "blocks/button.html"
        icon = "link"
        label = _("Button")
        description = _("A button to another page of the site.")
        preview_value: ClassVar = {"label": _("Choose a session")}
