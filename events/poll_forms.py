"""What the référent can say of the event that comes of a poll."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events.actions.polls import Meeting
from events.fields import MOST_SEATS, choice, text
from events.models import Event
from hub.forms import offer

LONGEST = 12 * 60


class MeetingForm(forms.Form):
    """A date of the poll, and what takes place then."""

    option = forms.ChoiceField(label=_("Date"), error_messages={"required": _("Choose one of the dates.")})
    title = text(_("Title"), 160, _("Give it a title."))
    kind = choice(_("What"), [(one.value, capfirst(one.label)) for one in Event.Kind if one != Event.Kind.TRAINING])
    minutes = forms.IntegerField(
        label=_("How many minutes it lasts"),
        min_value=15,
        max_value=LONGEST,
        widget=forms.NumberInput(attrs={"class": "in", "inputmode": "numeric"}),
    )
    place = text(_("Place"), 120, _("Say where it takes place."))
    address = text(_("Address"), 200)
    seats = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=MOST_SEATS,
        widget=forms.NumberInput(attrs={"class": "in", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, options: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "option", options)
        self.fields["option"].widget = forms.RadioSelect(choices=options)

    @classmethod
    def values_of(cls, meeting: Meeting, option: int | None) -> dict[str, Any]:
        """The form filled with what is usual."""
        return {**asdict(meeting), "option": str(option or "")}

    def meeting(self) -> Meeting:
        """What the action takes."""
        return Meeting(**{name: value for name, value in self.cleaned_data.items() if name != "option"})
