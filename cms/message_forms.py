"""The shape of a message between an applicant and the team."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MessageForm(forms.Form):
    """The words, and the key of the form they are written on."""

    words = forms.CharField(
        label=_("Your message"),
        max_length=3000,
        error_messages={"required": _("Please write your message first.")},
        widget=forms.Textarea(attrs={"class": "in", "rows": 5}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
