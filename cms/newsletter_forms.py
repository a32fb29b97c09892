"""The shapes of the newsletter's forms: who asks for it, and what is written."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from cms.actions.newsletters import Written
from cms.forms import AddressForm
from hub.forms import plain
from hub.models import Branch


class SubscribeForm(AddressForm):
    """Of which branch, in which language, and the address."""

    branch = forms.ModelChoiceField(
        Branch.objects.none(),
        label=_("Branch"),
        to_field_name="slug",
        empty_label=None,
        widget=forms.Select(attrs={"class": "in"}),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, widget=forms.Select(attrs={"class": "in"})
    )

    field_order = ("branch", "language", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        branches: Any = self.fields["branch"]
        branches.queryset = Branch.objects.in_order()

    def chosen(self) -> dict[str, Any]:
        """As the action takes it."""
        return {name: self.cleaned_data[name] for name in ("branch", "language", "email")}


class NewsletterForm(forms.Form):
    """A subject and words in each language; a language is whole, or empty."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, _name in settings.LANGUAGES:
            line = forms.TextInput(attrs={"class": "in wide", "autocomplete": "off", "lang": code})
            area = forms.Textarea(attrs={"class": "in wide", "rows": 8, "lang": code})
            self.fields[f"subject_{code}"] = forms.CharField(
                label=_("Subject"), max_length=120, required=False, widget=line
            )
            self.fields[f"words_{code}"] = forms.CharField(
                label=_("Your message"), max_length=8000, required=False, widget=area
            )

    @property
    def languages(self) -> list[tuple[str, str, BoundField, BoundField]]:
        """(code, name, subject, words) of each, as the page shows them."""
        return [(code, name, self[f"subject_{code}"], self[f"words_{code}"]) for code, name in settings.LANGUAGES]

    def clean(self) -> dict[str, Any]:
        """Says what is missing at its field: half of a language, or everything."""
        cleaned = super().clean() or self.cleaned_data
        for code, _name in settings.LANGUAGES:
            subject, words = cleaned.get(f"subject_{code}"), cleaned.get(f"words_{code}")
            if words and not subject:
                self.add_error(f"subject_{code}", ValidationError(_("Please write a subject."), code="required"))
            if subject and not words:
                self.add_error(f"words_{code}", ValidationError(_("Please write your message."), code="required"))
        if not any(cleaned.get(f"words_{code}") for code, _name in settings.LANGUAGES) and not self.errors:
            first = settings.LANGUAGES[0][0]
            self.add_error(f"words_{first}", ValidationError(_("Please write your message."), code="required"))
        return cleaned

    def written(self) -> Written:
        """As the action takes it: the languages that are written."""
        data = self.cleaned_data
        codes = [code for code, _name in settings.LANGUAGES if data[f"words_{code}"]]
        subject = {code: plain(data[f"subject_{code}"]) for code in codes}
        return Written(subject, {code: data[f"words_{code}"] for code in codes}, data["key"])
