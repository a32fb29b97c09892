"""Shapes of input."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.models import Membership


class RosterForm(forms.Form):
    """Puts somebody on the roster by the address they sign in with."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The address with which this person signs in."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "class": "in"}),
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Membership.Role.choices,
        widget=forms.Select(attrs={"class": "in"}),
    )
