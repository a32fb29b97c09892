"""Shape of input: the working hours before each step of the ladder."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.models.ladder import MOST_HOURS
from hub.forms import text_input


def hours(label: Any) -> forms.IntegerField:
    """A whole number of working hours."""
    number = _("Please write a whole number of hours, for example 24.")
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=MOST_HOURS,
        error_messages={
            "required": number,
            "invalid": number,
            "min_value": _("Please write one hour at least."),
            "max_value": _("Please write 240 hours at most: ten working days."),
        },
        widget=text_input(inputmode="numeric"),
    )


class LadderForm(forms.Form):
    """Whether others are asked, and when."""

    active = forms.BooleanField(label=_("Ask others by mail when a question stays without an answer"), required=False)
    first = hours(_("Members who can help, after how many working hours?"))
    second = hours(_("The référent, after how many?"))
    third = hours(_("The branch’s coordinator, after how many?"))
