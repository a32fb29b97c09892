"""What the team fills in for a series of dates: one event, and how often it comes back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.actions.series import SeriesPlan
from events.calendars import AHEAD
from events.fields import choice
from events.rhythms import Rhythm
from events.team_forms import ABOUT, PLACES, PlanForm
from hub.models import Branch


class SeriesForm(PlanForm):
    """A series: the event as on its first day, its rhythm and its last day."""

    rhythm = choice(_("How often"), Rhythm.choices)
    until = forms.DateField(
        label=_("Until"),
        help_text=_("The last day on which it may take place, at most 18 months ahead."),
        error_messages={"required": _("Say until when it comes back.")},
        widget=forms.DateInput(attrs={"class": "in", "type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )
    skip_holidays = forms.BooleanField(label=_("Leave out the public holidays of the branch’s country"), required=False)

    field_order = (*ABOUT, "rhythm", "until", "skip_holidays", *PLACES)

    @classmethod
    def fresh(cls, branches: Iterable[Branch]) -> dict[str, Any]:
        """The form for a new series."""
        return {**super().fresh(branches), "rhythm": Rhythm.FIRST, "skip_holidays": True}

    def clean(self) -> dict[str, Any]:
        """The last day comes after the first, and not beyond what calendars hold."""
        data = super().clean()
        begins, until = data.get("begins"), data.get("until")
        if isinstance(begins, datetime) and until is not None:
            if until < begins.date():
                self.add_error("until", _("The last day comes before the first."))
            elif until - begins.date() > AHEAD:
                self.add_error("until", _("Choose a day at most 18 months after the first."))
        return data

    def wish(self, *, published: bool) -> SeriesPlan:
        """What the action takes."""
        data = self.cleaned_data
        rule = {name: data[name] for name in ("rhythm", "until", "skip_holidays")}
        return SeriesPlan(plan=self.plan(published=published), **rule)
