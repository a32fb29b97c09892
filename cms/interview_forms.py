"""The shapes of what the team fills in to keep hours for interviews, and of where one is called at such an hour."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.models import Interview
from hub.forms import PhoneForm, offer, text_input
from hub.models import Branch, Person
from hub.words.typed import read_day, read_hour

LENGTHS = [(30, _("30 minutes")), (45, _("45 minutes")), (60, _("1 hour")), (90, _("1 hour and a half"))]


def line(label: Any, help_text: Any, missing: Any) -> forms.CharField:
    """A short text that must be there."""
    widget = text_input()
    return forms.CharField(
        label=label, max_length=40, help_text=help_text, error_messages={"required": missing}, widget=widget
    )


class HoursForm(forms.Form):
    """A day, from when to when, how long each, how and where one meets, with whom."""

    branch = forms.TypedChoiceField(label=_("Branch"), coerce=int, widget=forms.Select(attrs={"class": "in"}))
    host = forms.TypedChoiceField(label=_("With whom"), coerce=int, widget=forms.Select(attrs={"class": "in"}))
    day = line(_("Day"), _("For example 3/12 or Thursday 3 December."), _("Please write a day."))
    first = line(_("From"), _("For example 9 or 9:30."), _("Please write an hour."))
    last = line(_("To"), _("The hours between are cut into interviews."), _("Please write an hour."))
    minutes = forms.TypedChoiceField(
        label=_("Length of each"), coerce=int, choices=LENGTHS, initial=45, widget=forms.Select(attrs={"class": "in"})
    )
    mode = forms.ChoiceField(
        label=_("How one meets"), choices=Interview.Mode.choices, widget=forms.Select(attrs={"class": "in"})
    )
    where = forms.CharField(
        label=_("Where"),
        max_length=200,
        required=False,
        help_text=_("The address; for a video, its link. Nothing by phone."),
        widget=text_input(wide=True),
    )

    def __init__(self, *args: Any, branches: Iterable[Branch], hosts: Iterable[Person], today: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.today = today
        offer(self, "branch", [(one.pk, str(one)) for one in branches])
        offer(self, "host", [(one.pk, one.full_name) for one in hosts])

    def clean_day(self) -> date:
        """The next such day; raises ValidationError where it is none."""
        found = read_day(self.cleaned_data["day"], self.today)
        if found is None or found < self.today:
            raise ValidationError(_("Please write the day as 3/12 or 3 December."), code="day")
        return found

    def clean_first(self) -> time:
        """An hour on the wall."""
        return self.hour("first")

    def clean_last(self) -> time:
        """The same."""
        return self.hour("last")

    def hour(self, name: str) -> time:
        """An hour as people type it; raises ValidationError."""
        found = read_hour(self.cleaned_data[name])
        if found is None:
            raise ValidationError(_("Please write the hour as 9 or 9:30."), code="hour")
        return found

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning; a video has a link, a meeting a place."""
        cleaned = super().clean() or self.cleaned_data
        first, last, where = cleaned.get("first"), cleaned.get("last"), cleaned.get("where", "")
        if first and last and last <= first:
            self.add_error("last", _("The end must come after the beginning."))
        if cleaned.get("mode") == Interview.Mode.VIDEO and not where.startswith("https://"):
            self.add_error("where", _("Please write the link of the video: it begins with https://"))
        if cleaned.get("mode") == Interview.Mode.IN_PERSON and not where:
            self.add_error("where", _("Please write where one meets."))
        return cleaned


class CalledForm(PhoneForm):
    """Where one is called at an hour by phone; it `asks` for it where one of these `hours` is, and no number is known."""

    hint = _("For an interview by phone: we call you at this number. Any format will do.")
    autocomplete = "tel"

    def __init__(self, *args: Any, person: Person, hours: Sequence[Interview], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_phone = [one.mode == Interview.Mode.PHONE for one in hours]
        self.asks = not person.phone and any(by_phone)
        if not self.asks:
            del self.fields["phone"]
            return
        field = self.fields["phone"]
        field.required = all(by_phone)
        field.help_text, field.widget.attrs["autocomplete"] = self.hint, self.autocomplete
        field.error_messages["required"] = _("This interview is by phone: please write the number to call.")


class CalledForTeamForm(CalledForm):
    """The same as the team types it."""

    hint = _("So that the team can call. Any format will do.")
    autocomplete = "off"
