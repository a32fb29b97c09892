"""The forms of the way in: shapes only."""

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.utils.translation import gettext_lazy as _


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
