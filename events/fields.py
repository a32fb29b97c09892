"""What the team's forms are made of: lines of text, seats, wall times, one of a few."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.actions.schedule import WALL

CENTURY, MOST_SEATS = 20, 5000


def text(label: Any, most: int, missing: Any = "", help_text: Any = "") -> forms.CharField:
    """A line of text; one that says what is missing must be filled in."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=bool(missing),
        help_text=help_text,
        error_messages={"required": missing},
        widget=forms.TextInput(attrs={"class": "in wide"}),
    )


def seats(label: Any, most: int = MOST_SEATS, help_text: Any = "") -> forms.IntegerField:
    """A number of seats; nothing typed is none."""
    widget = forms.NumberInput(attrs={"class": "in", "inputmode": "numeric"})
    return SeatsField(label=label, min_value=0, max_value=most, required=False, widget=widget, help_text=help_text)


class SeatsField(forms.IntegerField):
    """A number of seats."""

    def clean(self, value: Any) -> int:
        """Nothing typed is nought; raises ValidationError."""
        return super().clean(value) or 0


class WallField(forms.DateTimeField):
    """A date and an hour on the wall of an event's place: the gaps of the server's own zone are not its gaps."""

    def to_python(self, value: Any) -> datetime | None:
        """The wall time, in this century; raises ValidationError."""
        with timezone.override(UTC):
            at = super().to_python(value)
        if at is not None and at.year // 100 != CENTURY:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return at


def moment(label: Any, missing: Any, **more: Any) -> WallField:
    """Asks for a wall time."""
    widget = forms.DateTimeInput(attrs={"class": "in", "type": "datetime-local"}, format=WALL)
    errors = {"required": missing}
    return WallField(label=label, input_formats=[WALL, "%d/%m/%Y %H:%M"], widget=widget, error_messages=errors, **more)


def choice(label: Any, choices: Any = (), **more: Any) -> forms.ChoiceField:
    """One of a few."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.Select(attrs={"class": "in"}), **more)
