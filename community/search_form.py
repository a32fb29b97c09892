"""The form of the search: what its fields take, and what they ask for together."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.models import Discussion, Promotion
from hub.forms import offer, text_input
from hub.search.ask import LONGEST, Asked, read_words
from hub.search.fold import fold
from hub.words.days import Days, read_days

Choices = list[tuple[str, Any]]


class DaysField(forms.CharField):
    """A day, a month or a year, as people type them."""

    def __init__(self, **options: Any) -> None:
        widget = text_input()
        super().__init__(**{"required": False, "max_length": 40, "widget": widget, **options})

    def clean(self, value: Any) -> Days | None:
        """The first and the last day; raises ValidationError where nobody could tell."""
        text = super().clean(value)
        days = read_days(text, timezone.localdate()) if text else None
        if text and days is None:
            raise ValidationError(_("This date is not clear. Write for example 12/11/2026, or November 2026."))
        return days


class SearchForm(forms.Form):
    """Words, and what narrows them down."""

    mots = forms.CharField(
        label=_("Words to look for"),
        required=False,
        max_length=LONGEST,
        help_text=_("The beginning of a word is enough, and accents do not matter. “Between quotes”: exactly that."),
        widget=text_input(wide=True, type="search"),
    )
    auteur = forms.CharField(
        label=_("Written by"),
        required=False,
        max_length=80,
        help_text=_("A first name, for example."),
        widget=text_input(),
    )
    promotion = forms.ChoiceField(label=_("Promotion"), required=False, widget=forms.Select(attrs={"class": "in"}))
    discussion = forms.ChoiceField(label=_("Discussion"), required=False, widget=forms.Select(attrs={"class": "in"}))
    du = DaysField(label=pgettext_lazy("a first day", "From"), help_text=_("For example 12/11/2026, or November 2026."))
    au = DaysField(label=_("Until"))

    def __init__(self, data: dict[str, str], promotions: list[Promotion]) -> None:
        chosen = next((one for one in promotions if str(one.pk) == data.get("promotion")), None)
        only = promotions[0] if len(promotions) == 1 else chosen
        discussions = Discussion.objects.filter(room=only.room_id).order_by("-last_seq", "-pk") if only else []
        talks: Choices = [(str(one.pk), str(one)) for one in discussions]
        # A discussion of another promotion than the one that is chosen now means nothing any more.
        kept = data.get("discussion", "") if data.get("discussion") in dict(talks) else ""
        super().__init__({**data, "promotion": str(chosen.pk) if chosen else "", "discussion": kept})
        self.set_choices("promotion", [(str(one.pk), one.name) for one in promotions] if promotions[1:] else [])
        self.set_choices("discussion", talks)

    def set_choices(self, name: str, choices: Choices) -> None:
        """What can be chosen beside all of them; a field without any is not shown."""
        if choices:
            offer(self, name, [("", _("All")), *choices])
        else:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """The two dates, in their order; raises ValidationError."""
        data = super().clean() or {}
        if data.get("du") and data.get("au") and data["du"][0] > data["au"][1]:
            self.add_error("au", _("This date comes before the first one."))
        return data

    def asked(self) -> Asked:
        """What a valid form asks for."""
        data = self.cleaned_data
        words, phrases = read_words(data["mots"])
        return Asked(
            words=words,
            phrases=phrases,
            author=fold(data["auteur"]),
            promotion=int(data.get("promotion") or 0) or None,
            discussion=int(data.get("discussion") or 0) or None,
            first=bound(data["du"], 0),
            last=bound(data["au"], 1),
        )


def bound(days: Days | None, index: int) -> date | None:
    """The first day of what is meant, or its last."""
    return days[index] if days else None
