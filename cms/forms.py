"""The shapes of the public forms: five answers, and a choice of session."""

from difflib import get_close_matches
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.models.seats import Seats
from hub.forms import PersonForm

NO_DATE = "none"
KNOWN_DOMAINS = [
    "gmail.com",
    "hotmail.com",
    "hotmail.fr",
    "hotmail.be",
    "outlook.com",
    "outlook.fr",
    "outlook.be",
    "live.fr",
    "live.be",
    "live.nl",
    "yahoo.com",
    "yahoo.fr",
    "yahoo.be",
    "orange.fr",
    "wanadoo.fr",
    "free.fr",
    "laposte.net",
    "sfr.fr",
    "bbox.fr",
    "numericable.fr",
    "neuf.fr",
    "icloud.com",
    "me.com",
    "skynet.be",
    "telenet.be",
    "proximus.be",
    "scarlet.be",
    "voo.be",
    "ziggo.nl",
    "kpnmail.nl",
    "planet.nl",
    "xs4all.nl",
    "hetnet.nl",
    "home.nl",
    "gmx.fr",
    "gmx.com",
    "proton.me",
    "protonmail.com",
]


def better_address(email: str) -> str:
    """The address probably meant where the domain is a near miss of a well-known one; "" otherwise."""
    name, _at, domain = email.rpartition("@")
    domain = domain.lower()
    if domain in KNOWN_DOMAINS:
        return ""
    near = get_close_matches(domain, KNOWN_DOMAINS, n=1, cutoff=0.84)
    return f"{name}@{near[0]}" if near else ""


class SessionChoice(forms.Form):
    """Which session, and in which way: "12:in_person", or none."""

    session = forms.CharField(max_length=40, required=False)

    def __init__(self, *args: Any, sessions: list[Event], seats: dict[tuple[int, str], Seats], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {f"{event.pk}:{mode}": (event.pk, mode) for event in sessions for mode in event.modes}
        self.full = {f"{event}:{mode}" for (event, mode), seat in seats.items() if seat.left == 0}
        self.may_skip = False

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


class ApplicationForm(SessionChoice, PersonForm):
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
    address_kept = forms.CharField(required=False, max_length=254, widget=forms.HiddenInput)

    def __init__(self, *args: Any, waiting_list: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_skip = True
        self.kept = ""
        if waiting_list:
            del self.fields["session"]

    def clean_email(self) -> str:
        """An address that still fits once it is written in small letters, which can make it longer."""
        value: str = self.cleaned_data["email"]
        self.fields["email"].run_validators(value.casefold())
        return value

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
