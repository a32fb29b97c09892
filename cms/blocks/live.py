"""Blocks whose content is computed when the page is shown: calls and sessions."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class LiveBlock(blocks.StructBlock):
    """A heading over a list that keeps itself up to date."""

    heading = blocks.CharBlock(max_length=80, label=_("Heading"))
    lead = blocks.CharBlock(max_length=200, required=False, label=_("A sentence under the heading"))
    limit = blocks.IntegerBlock(min_value=1, max_value=12, default=3, label=_("How many at most"))


class CallsBlock(LiveBlock):
    """The next calls, with the places left."""

    class Meta:
        """What the editor sees."""

        template = "blocks/calls.html"
        icon = "group"
        label = _("Calls")
        description = _("The next recruitment calls, with the places left.")
        preview_value: ClassVar = {"heading": "Les prochaines promotions", "limit": 3}


class SessionsBlock(LiveBlock):
    """The next information sessions, with the seats left."""

    class Meta:
        """What the editor sees."""

        template = "blocks/sessions.html"
        icon = "date"
        label = _("Information sessions")
        description = _("The next information sessions, with the seats left.")
        preview_value: ClassVar = {"heading": "Les prochaines séances", "limit": 3}
