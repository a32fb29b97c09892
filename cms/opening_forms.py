"""The shape of what an editor fills in to open a call."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.actions.openings import NewCall
from cms.fields import YEARS
from community.models import Promotion
from hub.models import Branch

LAST_MINUTE = time(23, 59)


class DayInput(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        """As browsers want it, whatever the language."""
        return value.isoformat() if isinstance(value, date) else value


class NewCallForm(forms.Form):
    """Where, for whom, and from when to when."""

    branch = forms.ModelChoiceField(Branch.objects.none(), label=_("Branch"))
    promotion = forms.ModelChoiceField(
        Promotion.objects.none(),
        required=False,
        label=_("Promotion"),
        help_text=_("Its training days show on the page. You may choose it later."),
    )
    opens_on = forms.DateField(label=_("Applications open on"), widget=DayInput)
    closes_on = forms.DateField(label=_("Last day to apply"), widget=DayInput)
    total = forms.IntegerField(label=_("Places"), min_value=1, max_value=200, initial=16)

    def __init__(self, *args: Any, branches: list[int], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields["branch"]
        own.queryset = Branch.objects.filter(pk__in=branches).in_order()
        promotions: Any = self.fields["promotion"]
        free = Promotion.objects.filter(branch__in=branches, calls=None).select_related("branch")
        promotions.queryset = free.order_by("branch", "-number", "pk")
        self.fields["opens_on"].initial, self.fields["closes_on"].initial = today, today + timedelta(weeks=6)

    def clean(self) -> dict[str, Any]:
        """Days of our age and in order, and a promotion of the branch itself."""
        cleaned = super().clean() or self.cleaned_data
        opens, closes = cleaned.get("opens_on"), cleaned.get("closes_on")
        for name, day in (("opens_on", opens), ("closes_on", closes)):
            if day is not None and day.year not in YEARS:
                self.add_error(name, ValidationError(_("Write a year between 2000 and 2100.")))
        if opens and closes and closes < opens:
            self.add_error("closes_on", ValidationError(_("The call must close after it opens.")))
        branch, promotion = cleaned.get("branch"), cleaned.get("promotion")
        if branch and promotion and promotion.branch_id != branch.pk:
            self.add_error("promotion", ValidationError(_("This promotion belongs to another branch.")))
        return cleaned

    def chosen(self) -> NewCall:
        """As the action takes it: from the first minute of one day to the last of another, on the branch's clocks."""
        data = self.cleaned_data
        zone = ZoneInfo(data["branch"].zone)
        return NewCall(
            branch_id=data["branch"].pk,
            promotion_id=data["promotion"].pk if data["promotion"] else None,
            opens_at=datetime.combine(data["opens_on"], time(), zone),
            deadline=datetime.combine(data["closes_on"], LAST_MINUTE, zone),
            total=data["total"],
        )
