"""Shapes of input of those who keep order."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.models import HideReason
from community.text import LONGEST_NOTE


class HideForm(forms.Form):
    """Why a message is hidden: a reason for everybody, and words for its author."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        help_text=_("Everybody sees it in place of the message."),
        choices=[("", _("Please choose")), *HideReason.choices],
        widget=forms.Select(attrs={"class": "in"}),
    )
    words = forms.CharField(
        label=_("A word to the author"),
        help_text=_("Only the author and the team of this promotion read it."),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"class": "in wide", "rows": 4}),
    )
