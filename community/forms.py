"""Shapes of input."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.models import Membership
from hub.forms import CheckedAddress, PersonForm, text_input


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


class InvitationForm(forms.Form):
    """For how long a new code works."""

    days = forms.TypedChoiceField(
        label=_("How long does the code work?"),
        coerce=int,
        initial=2,
        choices=[(1, _("today")), (2, _("today and tomorrow")), (7, _("seven days")), (31, _("31 days"))],
        widget=forms.Select(attrs={"class": "in"}),
    )


class InvitedForm(forms.Form):
    """The six letters of an invitation, however they are written."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=30,
        help_text=_("Six letters, on the sheet or in the message you received. Capitals or not, as you like."),
        error_messages={"required": _("Please write the six letters.")},
        widget=forms.TextInput(
            attrs={"class": "in letters", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class AddressForm(CheckedAddress):
    """Where the six digits go to."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We send you a six-digit code. There is no password to remember."),
        error_messages={"required": _("Please write your e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "in"}),
    )


class NewcomerForm(AddressForm, PersonForm):
    """Who somebody is who joins by an invitation."""

    phone = None  # type: ignore[assignment]  # asked for nowhere on this way
    field_order = ("first_name", "last_name", "email")


class KnownNameForm(forms.Form):
    """The name of a young person. Browsers shall not keep what we do not keep."""

    first_name = forms.CharField(
        label=_("Their first name"),
        max_length=60,
        error_messages={"required": _("Please write their first name.")},
        widget=text_input(spellcheck="false"),
    )
    last_name = forms.CharField(
        label=_("Their last name"),
        max_length=60,
        error_messages={"required": _("Please write their last name.")},
        widget=text_input(spellcheck="false"),
    )
