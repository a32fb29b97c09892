"""The shapes of the forms that say where a mentor stands from now on, and that they are called later."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hub.forms import WhyField, offer
from hub.words.dates import in_words
from hub.words.working_days import working_days_after


class StageForm(forms.Form):
    """The next step, and why in a few words."""

    to = forms.ChoiceField(
        label=_("From now on"),
        error_messages={"required": _("Please choose what has changed.")},
        widget=forms.RadioSelect,
    )
    why = WhyField(help_text=_("Only the team reads it. Nothing about health, and no name of a young person."))

    def __init__(self, *args: Any, ways: Sequence[tuple[str, Any]], **options: Any) -> None:
        """The steps that lead on from where they stand."""
        super().__init__(*args, **options)
        offer(self, "to", ways)


# By how many working days a call is put off; one press in the list takes the second.
DAYS = (1, 5, 10, 15)


class DelayForm(forms.Form):
    """Until which day, and why in a few words."""

    days = forms.TypedChoiceField(
        label=_("Call them"),
        coerce=int,
        error_messages={"required": _("Please choose a day."), "invalid_choice": _("Please choose a day.")},
        widget=forms.RadioSelect,
    )
    reason = WhyField(
        max_length=200,
        help_text=_("Only the team reads it, for three months. Nothing about health, and no name of a young person."),
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        """The days themselves, in words."""
        super().__init__(*args, **options)
        lang = (get_language() or "fr")[:2]
        offer(self, "days", [(one, in_words(working_days_after(today, one), lang, year=False)) for one in DAYS])
