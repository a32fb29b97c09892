"""The shape of the form that says where a mentor stands from now on."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.forms import offer, plain


class StageForm(forms.Form):
    """The next step, and why in a few words."""

    to = forms.ChoiceField(
        label=_("From now on"),
        error_messages={"required": _("Please choose what has changed.")},
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("Why, in a few words"),
        max_length=300,
        required=False,
        help_text=_("Only the team reads it. Nothing about health, and no name of a young person."),
        widget=forms.TextInput(attrs={"class": "in", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, ways: Sequence[tuple[str, Any]], **options: Any) -> None:
        """The steps that lead on from where they stand."""
        super().__init__(*args, **options)
        offer(self, "to", ways)

    def clean_why(self) -> str:
        """One line."""
        return plain(self.cleaned_data["why"])
