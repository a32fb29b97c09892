"""What whoever travels asks: which branch, from which day to which."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.fields import CENTURY, choice
from hub.forms import offer
from hub.models import Branch

LONGEST = timedelta(days=92)


class DayField(forms.DateField):
    """A day that has one before and one after it in every zone."""

    def to_python(self, value: Any) -> date | None:
        """The day, in this century; raises ValidationError."""
        found = super().to_python(value)
        if found is not None and found.year // 100 != CENTURY:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found


def day(label: Any, missing: Any) -> DayField:
    """Asks for a day."""
    widget = forms.DateInput(attrs={"class": "in", "type": "date"}, format="%Y-%m-%d")
    errors = {"required": missing}
    return DayField(label=label, widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], error_messages=errors)


class VisitForm(forms.Form):
    """A stay in another town."""

    antenne = choice(_("Where"))
    du = day(_("From which day"), _("Say from which day you are there."))
    au = day(_("Until which day"), _("Say until which day you are there."))

    def __init__(self, *args: Any, branches: Iterable[Branch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.branches = {one.slug: one for one in branches}
        offer(self, "antenne", [(slug, str(one)) for slug, one in self.branches.items()])

    def clean(self) -> dict[str, Any]:
        """The last day comes after the first, and not a season later."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("du"), data.get("au")
        if first and last and not timedelta() <= last - first <= LONGEST:
            self.add_error("au", _("Choose a last day after the first, at most three months later."))
        return data

    @property
    def branch(self) -> Branch:
        """Where one goes."""
        return self.branches[self.cleaned_data["antenne"]]

    @property
    def stay(self) -> tuple[datetime, datetime]:
        """From the first day to the end of the last, as clocks are there."""
        zone = ZoneInfo(self.branch.zone)
        last: date = self.cleaned_data["au"] + timedelta(days=1)
        return (
            datetime.combine(self.cleaned_data["du"], time.min, zone),
            datetime.combine(last, time.min, zone),
        )
