"""What the agenda can be asked for in its address (a wrong word asks for everything), and what staff fill in."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.actions.schedule import WALL
from events.models import Event
from events.models.events import EventQuerySet

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
MONTHS_SHOWN = 2
DECEMBER = 12
CENTURY = 20
MOST_SEATS = 5000


def months_later(month: date, count: int) -> date:
    """The first day of the month so many months later, or earlier."""
    index = month.year * DECEMBER + month.month - 1 + count
    return date(index // DECEMBER, index % DECEMBER + 1, 1)


@dataclass(frozen=True)
class Wanted:
    """Which events: of one branch, of one kind, online, from which month on."""

    branch: str
    kind: str
    online: bool
    month: date

    @classmethod
    def read(cls, data: Any, today: date) -> "Wanted":
        """From the query string (a mapping of texts)."""
        kind = data.get("genre", "")
        found = MONTH.fullmatch(data.get("mois", ""))
        month = date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)
        known = kind if kind in Event.Kind.values else ""
        return cls(data.get("antenne", "")[:50], known, data.get("ligne") == "1", month)

    @property
    def end(self) -> date:
        """The first day that is not shown."""
        return months_later(self.month, MONTHS_SHOWN)

    def narrow(self, events: EventQuerySet) -> EventQuerySet:
        """The events that match."""
        if self.branch:
            events = events.filter(branch__slug=self.branch)
        if self.kind:
            events = events.of_kind(self.kind)
        return events.exclude(mode=Event.Mode.IN_PERSON) if self.online else events

    def at(self, month: date) -> str:
        """The query string of the same wish from another month."""
        wish = {"antenne": self.branch, "genre": self.kind, "ligne": "1" if self.online else ""}
        return urlencode({name: value for name, value in wish.items() if value} | {"mois": f"{month:%Y-%m}"})


def text(label: Any, most: int, *, required: bool = True) -> forms.CharField:
    """A line of text."""
    return forms.CharField(
        label=label, max_length=most, required=required, widget=forms.TextInput(attrs={"class": "in wide"})
    )


def seats(label: Any) -> forms.IntegerField:
    """A number of seats; nothing typed is none."""
    widget = forms.NumberInput(attrs={"class": "in", "inputmode": "numeric"})
    return SeatsField(label=label, min_value=0, max_value=MOST_SEATS, required=False, widget=widget)


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


def moment(label: Any) -> WallField:
    """Asks for a wall time."""
    widget = forms.DateTimeInput(attrs={"class": "in", "type": "datetime-local"}, format=WALL)
    return WallField(label=label, input_formats=[WALL, "%d/%m/%Y %H:%M"], widget=widget)


class EventForm(forms.Form):
    """What staff can change of an event."""

    title = text(_("Title"), 160)
    description = forms.CharField(
        label=_("What it is"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"class": "in wide", "rows": 4}),
    )
    begins = moment(_("Begins"))
    ends = moment(_("Ends"))
    place = text(_("Place"), 120, required=False)
    address = text(_("Address"), 200, required=False)
    join_url = forms.URLField(
        label=_("Link of the session, for those who take part online"),
        max_length=200,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "in wide"}),
    )
    seats_in_person = seats(_("Seats in person"))
    seats_online = seats(_("Seats online"))

    SAME = ("title", "description", "place", "address", "join_url", "seats_in_person", "seats_online")

    @classmethod
    def values_of(cls, event: Event) -> dict[str, Any]:
        """The form filled with what stands."""
        same = {name: getattr(event, name) for name in cls.SAME}
        return {**same, "begins": event.wall_start, "ends": event.wall_end}

    def clean_description(self) -> str:
        """Line ends as everywhere else, so that a form sent back unchanged changes nothing."""
        return self.cleaned_data["description"].replace("\r\n", "\n")

    def details(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        hours = {"wall_start": data["begins"].strftime(WALL), "wall_end": data["ends"].strftime(WALL)}
        return {**{name: data[name] for name in self.SAME}, **hours}
