"""Shapes of input: what one can help with, from when to when a référent is away, and how one leaves."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.order_forms import key_of
from hub.forms import offer, text_input
from hub.words.typed import read_day


class OfferForm(forms.Form):
    """What the others read beside a member's name."""

    city = forms.CharField(
        label=gettext_lazy("My town"),
        required=False,
        max_length=80,
        widget=text_input("address-level2", wide=True),
    )
    former_trade = forms.CharField(
        label=gettext_lazy("My trade, also a former one"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("For example: nurse, accountant, cook."),
        widget=text_input(wide=True),
    )
    words = forms.CharField(
        label=gettext_lazy("I can help with"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("A few words, for example: CVs, letters to an administration, Arabic."),
        widget=text_input(wide=True),
    )


class AnyDayField(forms.CharField):
    """A day, by the browser's calendar or in words; `today` says which year is meant."""

    today = date.min

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date", "class": "in", "autocomplete": "off"})
        super().__init__(max_length=40, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        """The day; raises ValidationError."""
        day = read_day(super().clean(value), self.today)
        if day is None:
            raise ValidationError(_("Please write a day, for example 1.12 or 1 December."), code="day")
        return day


class AbsenceForm(forms.Form):
    """Who is away, from when to when, and who stands in."""

    person_id = key_of(gettext_lazy("Who is away?"))
    starts_on = AnyDayField(
        label=gettext_lazy("First day away"),
        error_messages={"required": gettext_lazy("Please write the first day away.")},
    )
    back_on = AnyDayField(
        label=gettext_lazy("Back on"),
        help_text=gettext_lazy("The first day they are there again."),
        error_messages={"required": gettext_lazy("Please write the day they are back.")},
    )
    stand_in_id = forms.TypedChoiceField(
        label=gettext_lazy("Who stands in?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("Their name stands on the promotion’s page, with the phone number of the branch."),
        widget=forms.Select(attrs={"class": "in"}),
    )

    def __init__(
        self,
        *args: Any,
        people: list[tuple[int, str]],
        stand_ins: list[tuple[int, str]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person_id", people)
        offer(self, "stand_in_id", [("", _("Nobody: the branch answers")), *stand_ins])
        for name in ("starts_on", "back_on"):
            self.fields[name].today = today  # type: ignore[attr-defined]  # an AnyDayField


class LeaveForm(forms.Form):
    """What becomes of one's messages, and that one means it."""

    words = forms.ChoiceField(
        label=gettext_lazy("What becomes of what you wrote there?"),
        choices=[
            ("keep", gettext_lazy("My messages stay, under “Former member”, without my name.")),
            ("erase", gettext_lazy("My messages and photos are deleted too.")),
        ],
        error_messages={"required": gettext_lazy("Please choose one of the two.")},
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(
        label=gettext_lazy("I know that this cannot be undone"),
        error_messages={"required": gettext_lazy("Please tick this box: it cannot be undone.")},
    )
