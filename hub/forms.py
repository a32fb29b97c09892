"""The forms of the way in, and what every form that asks for a person shares: shapes only."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, cast

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PHONE = re.compile(r"[-+()./·\s]*(?:[0-9][-+()./·\s]*){6,15}")


def offer(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    """Fills the list of a field that asks for one of a few."""
    cast("forms.ChoiceField", form.fields[name]).choices = choices


def plain(text: str) -> str:
    """NFC, without control characters or doubled spaces."""
    kept = "".join(char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char)[0] != "C")
    return " ".join(kept.split())


class PersonForm(forms.Form):
    """Somebody's names, and how to reach them by phone."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=80,
        error_messages={"required": _("Please write your first name.")},
        widget=forms.TextInput(attrs={"autocomplete": "given-name", "class": "in"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=80,
        error_messages={"required": _("Please write your last name.")},
        widget=forms.TextInput(attrs={"autocomplete": "family-name", "class": "in"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=30,
        help_text=_("If you would rather be called. Any format will do."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel", "class": "in"}),
    )

    def clean_first_name(self) -> str:
        """At least a letter."""
        return self.named("first_name")

    def clean_last_name(self) -> str:
        """At least a letter."""
        return self.named("last_name")

    def named(self, field: str) -> str:
        """A name without control characters; raises ValidationError where no letter is left."""
        value = plain(self.cleaned_data[field])
        if not any(char.isalpha() for char in value):
            raise ValidationError(_("Please write your name."), code="name")
        self.fields[field].run_validators(value)  # composing letters can make a text longer
        return value

    def clean_phone(self) -> str:
        """Digits and the signs people put between them."""
        value = plain(self.cleaned_data["phone"])
        if value and not PHONE.fullmatch(value):
            raise ValidationError(_("Please write digits only, for example 03 53 01 00 00."), code="phone")
        return value


class EmailForm(RequestLoginCodeForm):
    """Asks where to send the code."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We send you a six-digit code. There is no password to remember."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "in"}),
    )


class CodeForm(ConfirmLoginCodeForm):
    """Takes the code."""

    code = forms.CharField(
        label=_("Six-digit code"),
        help_text=_("It is in the e-mail we have just sent you. It works for 15 minutes."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "in"}),
    )


class PasswordForm(forms.Form):
    """The demo's own way in."""

    login = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "class": "in"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "in"}),
    )
