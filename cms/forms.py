"""The shapes of the public forms: five answers, and a choice of session."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.models.offered import Way
from hub.forms import CheckedAddress, PersonForm

NO_DATE = "none"


class SessionChoice(forms.Form):
    """Which session, and in which way: "12:in_person", or none; a full one where one `may_wait` for a seat of it."""

    session = forms.CharField(max_length=40, required=False)

    def __init__(self, *args: Any, ways: list[Way], may_wait: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {way.value: (way.event.pk, way.mode) for way in ways}
        self.full = set() if may_wait else {way.value for way in ways if way.full}
        self.may_skip, self.may_wait = False, may_wait

    def clean_session(self) -> tuple[int, str] | None:
        """(event key, mode), or None for "no date suits me"."""
        value = self.cleaned_data["session"]
        if value == NO_DATE and self.may_skip:
            return None
        if value in self.full:
            raise ValidationError(_("This session is now full. Please choose another one."), code="full")
        if value not in self.offered:
            raise ValidationError(_("Please choose one of the dates below."), code="session")
        return self.offered[value]


class ApplicationForm(SessionChoice, CheckedAddress, PersonForm):
    """The one-screen application."""

    field_order = ("session", "first_name", "last_name", "email", "phone", "over_fifty", "address_kept")

    email = forms.EmailField(
        label=_("E-mail address"),
        error_messages={"required": _("Please write your e-mail address: the confirmation goes there.")},
        help_text=_("To send you the confirmation, and the entry for your calendar."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "in"}),
        max_length=254,
    )
    over_fifty = forms.BooleanField(
        label=_("I am 50 or older."),
        error_messages={
            "required": _("Mentors are 50 or older. Not there yet? Call us: there are other ways to help.")
        },
    )

    def __init__(self, *args: Any, waiting_list: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, may_wait=True, **kwargs)
        self.may_skip = True
        if waiting_list:
            del self.fields["session"]

    def replace_errors(self, errors: Mapping[str, list[str]]) -> None:
        """Shows what another reading of the same answers found wrong, and nothing else."""
        self.full_clean()
        self.errors.clear()
        for name, sentences in errors.items():
            self.add_error(name if name in self.fields else None, list(sentences))

    def clean_email(self) -> str:
        """An address that still fits once it is written in small letters, which can make it longer."""
        value: str = self.cleaned_data["email"]
        self.fields["email"].run_validators(value.casefold())
        return value


class AddressForm(forms.Form):
    """An e-mail address, and nothing else."""

    email = forms.EmailField(
        label=_("E-mail address"),
        error_messages={"required": _("Please write your e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "in"}),
        max_length=254,
    )

    def clean_email(self) -> str:
        """An address that still fits once it is written in small letters."""
        value: str = self.cleaned_data["email"]
        self.fields["email"].run_validators(value.casefold())
        return value


class LaterForm(AddressForm):
    """A form that is not finished: the address is needed, the rest is taken as it is."""

    first_name = forms.CharField(required=False, max_length=80)
    last_name = forms.CharField(required=False, max_length=80)
    phone = forms.CharField(required=False, max_length=30)
    session = forms.CharField(required=False, max_length=40)
    over_fifty = forms.BooleanField(required=False)
