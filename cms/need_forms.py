"""The shape of what the team types about its needs: two numbers, the day they were counted on, and by whom."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.actions.needs import Typed
from hub.forms import offer, plain, text_input
from hub.models import Branch
from hub.words.languages import IN
from hub.words.typed import read_day

MOST = 999
YEAR = timedelta(days=364)


def number(label: Any, help_text: Any) -> forms.IntegerField:
    """How many people."""
    wrong = _("Please write a number between 0 and 999.")
    widget = text_input(inputmode="numeric")
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=0, max_value=MOST, error_messages=errors, widget=widget
    )


class NeedForm(forms.Form):
    """One branch and language, and what was counted there."""

    place = forms.ChoiceField(
        label=_("Branch, and language of the duos"),
        error_messages={"required": _("Please choose one of them."), "invalid_choice": _("Please choose one of them.")},
        widget=forms.Select(attrs={"class": "in"}),
    )
    waiting = number(_("Young people who wait for a mentor"), _("Those who are ready to begin."))
    available = number(_("Mentors who are free"), _("Trained, and without a duo."))
    counted_on = forms.CharField(
        label=_("Counted on"),
        max_length=40,
        help_text=_("For example 24/11 or 24 November. After five weeks the public sees these figures no more."),
        error_messages={"required": _("Please write a day.")},
        widget=text_input(),
    )
    source = forms.CharField(
        label=_("Where these figures come from"),
        max_length=120,
        help_text=_("The public reads it, for example “waiting list of the branch”. Not the name of a person."),
        error_messages={"required": _("Please write where these figures come from.")},
        widget=text_input(wide=True),
    )

    def __init__(self, *args: Any, branches: Iterable[Branch], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        choices = [
            (f"{branch.pk}:{code}", f"{branch}, {IN[code]}")
            for branch in branches
            for code in branch.languages
            if code in IN
        ]
        offer(self, "place", choices)

    def clean_counted_on(self) -> date:
        """The last such day; raises ValidationError for one to come, or of more than a year ago."""
        # Without a year it is the first such day after the same day of last year.
        found = read_day(self.cleaned_data["counted_on"], self.today - YEAR)
        if found is None:
            raise ValidationError(_("Please write the day as 24/11 or 24 November."), code="day")
        if not self.today - YEAR <= found <= self.today:
            raise ValidationError(_("Please write a day of the last twelve months, not one to come."), code="day")
        return found

    def clean_source(self) -> str:
        """On one line, and not only signs that cannot be seen."""
        found = plain(self.cleaned_data["source"])
        if not found:
            raise ValidationError(_("Please write where these figures come from."), code="required")
        return found

    def branch_id(self) -> int:
        """Whose figures."""
        return int(self.cleaned_data["place"].partition(":")[0])

    def typed(self) -> Typed:
        """As the action takes them."""
        data = self.cleaned_data
        language = data["place"].partition(":")[2]
        return Typed(language, data["waiting"], data["available"], data["counted_on"], data["source"])
