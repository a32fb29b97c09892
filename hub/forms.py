"""The forms of the way in, and what every form that asks for a person shares: shapes only."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, cast

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.conf import settings
from django.core.exceptions import BadRequest, ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from hub.words.addresses import better_address

PHONE = re.compile(r"[-+()./·\s]*(?:[0-9][-+()./·\s]*){6,15}")


def offer(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    """Fills the list of a field that asks for one of a few."""
    cast("forms.ChoiceField", form.fields[name]).choices = choices


def text_input(autocomplete: str = "off", *, wide: bool = False, **attrs: str) -> forms.TextInput:
    """A line to write in, which the browser fills in only where it is told with what."""
    return forms.TextInput(attrs={"class": "in wide" if wide else "in", "autocomplete": autocomplete, **attrs})


def plain(text: str) -> str:
    """NFC, without control characters or doubled spaces."""
    kept = "".join(char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char)[0] != "C")
    return " ".join(kept.split())


class WhyField(forms.CharField):
    """A reason in a few words, which may stay empty; one line, of at most as many signs as its column holds."""

    def __init__(self, *, help_text: Any, max_length: int = 300) -> None:
        widget = text_input()
        label = _("Why, in a few words")
        super().__init__(label=label, help_text=help_text, max_length=max_length, required=False, widget=widget)

    def clean(self, value: Any) -> str:
        """Without control characters or doubled spaces; raises ValidationError where it is too long."""
        return plain(super().clean(value))


class LanguageForm(forms.Form):
    """One of our languages."""

    language = forms.ChoiceField(choices=settings.LANGUAGES)


def read_language(posted: Mapping[str, str]) -> str:
    """The code of the language whose button was pressed; raises BadRequest for what no page of ours sends."""
    form = LanguageForm(posted)
    if not form.is_valid():
        message = "There is no such language."
        raise BadRequest(message)
    code: str = form.cleaned_data["language"]
    return code


class PhoneForm(forms.Form):
    """How to reach somebody by phone."""

    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=30,
        help_text=_("If you would rather be called. Any format will do."),
        widget=text_input("tel", type="tel"),
    )

    def clean_phone(self) -> str:
        """Digits and the signs people put between them."""
        value = plain(self.cleaned_data["phone"])
        if value and not PHONE.fullmatch(value):
            raise ValidationError(_("Please write digits only, for example 03 53 01 00 00."), code="phone")
        return value


class PersonForm(PhoneForm):
    """Somebody's names, and how to reach them by phone."""

    field_order: Sequence[str] | None = ("first_name", "last_name", "phone")

    first_name = forms.CharField(
        label=_("First name"),
        max_length=80,
        error_messages={"required": _("Please write your first name.")},
        widget=text_input("given-name"),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=80,
        error_messages={"required": _("Please write your last name.")},
        widget=text_input("family-name"),
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


class SomebodyForm(PersonForm):
    """The same of somebody else than who types it: asked for as theirs, and filled in by no browser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, asked in (
            ("first_name", _("Please write their first name.")),
            ("last_name", _("Please write their last name.")),
        ):
            self.fields[name].error_messages["required"] = asked
        for name in ("first_name", "last_name", "phone"):
            self.fields[name].widget.attrs["autocomplete"] = "off"


class CheckedAddress(forms.Form):
    """A form with an `email` to which something is sent at once: one that looks mistyped would wait for nothing."""

    address_kept = forms.CharField(required=False, max_length=254, widget=forms.HiddenInput)
    # The address that has just been asked about, which the page sends along the next time.
    kept = ""

    def clean(self) -> dict[str, Any]:
        """Asks about an address that looks mistyped; sent again with nothing else to mend, it is taken."""
        cleaned = super().clean() or self.cleaned_data
        email = cleaned.get("email", "")
        meant = better_address(email) if email else ""
        if meant and cleaned.get("address_kept") != email:
            self.kept = "" if self.errors else email
            text = _("Did you mean {meant}? If your address is right as it is, send the form again.")
            self.add_error("email", ValidationError(format_html(str(text), meant=meant), code="mistyped"))
        return cleaned


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
        widget=text_input("one-time-code", inputmode="numeric"),
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
