"""Blocks whose content is computed when the page is shown: calls and dates."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from events.models import Event
from hub.models import Branch


def branch_choices() -> list[tuple[str, str]]:
    """Every branch, in the editor's language."""
    return [(branch.slug, str(branch)) for branch in Branch.objects.in_order()]


class BranchBlock(blocks.ChoiceBlock):
    """One branch, by its slug."""

    def normalize_choice(self, value: Any) -> Any:
        """As it is stored: Wagtail's own reads the whole list for each block that is shown."""
        return value


class LiveBlock(blocks.StructBlock):
    """A heading over a list that keeps itself up to date."""

    heading = blocks.CharBlock(max_length=80, label=_("Heading"))
    lead = blocks.CharBlock(max_length=200, required=False, label=_("A sentence under the heading"))
    branch = BranchBlock(
        choices=branch_choices,
        required=False,
        label=_("Of one branch"),
        help_text=_("Without a choice: of all branches."),
    )
    limit = blocks.IntegerBlock(min_value=1, max_value=12, default=3, label=_("How many at most"))


class CallsBlock(LiveBlock):
    """The next calls, with the places left."""

    class Meta:
        """What the editor sees."""

        template = "blocks/calls.html"
        icon = "group"
        label = _("Calls")
        description = _("The next recruitment calls, with the places left.")
        preview_value: ClassVar = {"heading": _("The next promotions"), "limit": 3}


class SessionsBlock(LiveBlock):
    """The next public dates of a kind, with the seats left."""

    kind = blocks.ChoiceBlock(choices=Event.Kind.choices, default=Event.Kind.INFORMATION, label=_("Kind of date"))

    class Meta:
        """What the editor sees."""

        template = "blocks/sessions.html"
        icon = "date"
        label = _("Dates")
        description = _("The next dates of a kind that everybody may come to, with the seats left.")
        preview_value: ClassVar = {"heading": _("The next sessions"), "limit": 3, "kind": "information"}
