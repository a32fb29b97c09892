"""What the team fills in to change an event that is there: its details, for whom it is, how and by whose clocks."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.models import Audience, Promotion
from events.actions.lives import Terms
from events.actions.schedule import WALL
from events.clock_fields import LABEL, clocks
from events.fields import WallField, choice
from events.models import Event
from events.models.events import MEANT
from events.team_forms import EventForm
from events.tongues import LANGUAGES
from hub.forms import offer
from hub.words.dates import moment

FIXED = ("audience", "promotion")


def as_text(value: Any) -> str:
    """What a field holds, as typed and as it stands the same; nought and nothing are one."""
    text = str(value or "").replace("\r\n", "\n")
    return "" if text == "0" else text


def in_words(field: forms.Field, stands: str) -> str:
    """What a field holds, as one reads it."""
    if isinstance(field, WallField) and stands:
        return moment(datetime.strptime(stands, WALL), (get_language() or "fr")[:2])  # noqa: DTZ007  # wall time
    choices: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
    return str(dict(choices).get(stands, stands))


class ChangeForm(EventForm):
    """An event as it stands, to be changed; for whom a training day is never changes."""

    version = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    audience = choice(_("Who may come"), [(value, capfirst(label)) for value, label in MEANT])
    promotion = choice(_("Promotion"), required=False)
    mode = choice(_("Where one takes part"), [(mode.value, capfirst(mode.label)) for mode in Event.Mode])
    zone = choice(LABEL)
    language = choice(_("Language"), LANGUAGES)

    field_order = (
        *(
            "title",
            "description",
            "led_by",
            "theme",
            "language",
            "also_in",
            "audience",
            "promotion",
            "begins",
            "ends",
            "zone",
            "deadline",
        ),
        *("mode", "place", "address", "join_url", "seats_in_person", "seats_online", "guests", "turns"),
    )

    def __init__(
        self, *args: Any, event: Event, promotions: Iterable[Promotion], zones: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        offer(self, "promotion", [("", _("None")), *((str(one.pk), one.name) for one in promotions)])
        offer(self, "zone", clocks(zones))
        if event.kind == Event.Kind.TRAINING:
            for name in FIXED:
                del self.fields[name]

    @classmethod
    def values_of(cls, event: Event) -> dict[str, Any]:
        """The form filled with what stands."""
        same = {name: getattr(event, name) for name in ("audience", "mode", "zone", "language")}
        return {
            **super().values_of(event),
            **same,
            "promotion": str(event.promotion_id or ""),
            "version": event.version,
        }

    def clean(self) -> dict[str, Any]:
        """A promotion where it is for one, and seats for a way of taking part that is new."""
        data = super().clean()
        if data.get("audience") == Audience.PROMOTION and not data.get("promotion"):
            self.add_error("promotion", _("Choose the promotion it is for."))
        new = Event(mode=data["mode"]).modes if "mode" in data else []
        added = {way for way in new if way not in self.event.modes}
        if Event.Mode.IN_PERSON in added and "seats_in_person" in data and not data["seats_in_person"]:
            self.add_error("seats_in_person", _("Say how many people can come."))
        if Event.Mode.ONLINE in added and "seats_online" in data and not data["seats_online"]:
            self.add_error("seats_online", _("Say how many people can take part online."))
        return data

    def catch_up(self, event: Event) -> list[tuple[str, str]]:
        """What was typed stays, and the next time it is meant for this state of the event: (label, what stands) where they differ."""
        values, found = self.values_of(event), []
        for name, field in self.fields.items():
            typed, stands = as_text(self[name].value()), as_text(values[name])
            if name != "version" and typed != stands:
                found.append((str(field.label), in_words(field, stands)))
        self.data = {**{name: self.data.get(name) for name in self.data}, "version": event.version}
        return found

    def details(self) -> Terms:
        """What the action takes."""
        data, event = self.cleaned_data, self.event
        meant: dict[str, Any] = {"audience": event.audience, "promotion_id": event.promotion_id}
        if "audience" in self.fields:
            meant = {
                "audience": data["audience"],
                "promotion_id": int(data["promotion"]) if data["promotion"] else None,
            }
        return Terms(**vars(super().details()), **meant, **{name: data[name] for name in ("mode", "zone", "language")})
