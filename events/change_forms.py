"""What the team fills in to change an event that is there: its details, for whom it is, how and by whose clocks."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.models import Audience, Promotion
from events.actions.details import FOR_WHOM, Terms
from events.actions.schedule import WALL
from events.clock_fields import LABEL, clocks
from events.fields import WallField, choice
from events.models import Event
from events.models.events import MEANT
from events.open_fields import FURTHER, OpenFields
from events.team_forms import PLACES, EventForm
from events.tongues import LANGUAGES
from hub.forms import offer
from hub.models import Branch
from hub.words.dates import moment

FIXED = ("audience", "stage", "promotion", *FURTHER)


def as_text(value: Any) -> str:
    """What a field holds, as typed and as it stands the same; nought and nothing are one."""
    if isinstance(value, list):
        return " ".join(sorted(map(str, value)))
    text = str(value or "").replace("\r\n", "\n")
    return "" if text == "0" else text


def in_words(field: forms.Field, stands: str) -> str:
    """What a field holds, as one reads it."""
    if isinstance(field, WallField) and stands:
        return moment(datetime.strptime(stands, WALL), (get_language() or "fr")[:2])  # noqa: DTZ007  # wall time
    choices: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
    if isinstance(field, forms.MultipleChoiceField):
        return ", ".join(str(label) for key, label in choices if key in stands.split())
    return str(dict(choices).get(stands, stands))


class ChangeForm(OpenFields, EventForm):
    """An event as it stands, to be changed; for whom a training day is never changes."""

    version = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    audience = choice(_("Who may come"), [(value, capfirst(label)) for value, label in MEANT])
    promotion = choice(_("Promotion"), required=False)
    mode = choice(_("Where one takes part"), [(mode.value, capfirst(mode.label)) for mode in Event.Mode])
    zone = choice(LABEL)
    language = choice(_("Language"), LANGUAGES)

    field_order = (
        *("title", "description", "led_by", "theme", "language", "also_in"),
        *("audience", "stage", "promotion", *FURTHER),
        *("begins", "ends", "zone", "deadline"),
        *PLACES,
    )

    def __init__(
        self, *args: Any, event: Event, promotions: Iterable[Promotion], branches: Iterable[Branch], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.event, promotions, branches = event, list(promotions), list(branches)
        others = [one for one in branches if one.pk != event.branch_id]
        self.offer_further(others, promotions, {event.branch_id, *event.further_branches})
        own = [(str(one.pk), one.name) for one in promotions if one.branch_id == event.branch_id]
        offer(self, "promotion", [("", _("None")), *own])
        offer(self, "zone", clocks({event.zone, *(one.zone for one in branches)}))
        if event.kind == Event.Kind.TRAINING:
            for name in FIXED:
                del self.fields[name]

    @classmethod
    def values_of(cls, event: Event) -> dict[str, Any]:
        """The form filled with what stands."""
        same = {name: getattr(event, name) for name in ("audience", "stage", "mode", "zone", "language")}
        return {
            **super().values_of(event),
            **cls.further_values(event),
            **same,
            "promotion": str(event.promotion_id or ""),
            "version": event.version,
        }

    def clean(self) -> dict[str, Any]:
        """A promotion where it is for one, and seats for a way of taking part that is new."""
        data = super().clean()
        if data.get("audience") == Audience.PROMOTION and not data.get("promotion"):
            self.add_error("promotion", _("Choose the promotion it is for."))
        if "audience" in self.fields:
            self.clean_further(data, str(self.event.branch_id))
        new = Event(mode=data["mode"]).modes if "mode" in data else []
        added = {way for way in new if way not in self.event.modes}
        if Event.Mode.IN_PERSON in added and "seats_in_person" in data and not data["seats_in_person"]:
            self.add_error("seats_in_person", _("Say how many people can come."))
        if Event.Mode.ONLINE in added and "seats_online" in data and not data["seats_online"]:
            self.add_error("seats_online", _("Say how many people can take part online."))
        return data

    @property
    def whom(self) -> str:
        """For whom it is as it is typed, in words; nothing where that never changes."""
        home = (str(self.event.branch_id), str(self.event.branch))
        return self.words_for(home) if "audience" in self.fields else ""

    def catch_up(self, event: Event) -> list[tuple[str, str]]:
        """What was typed stays, and the next time it is meant for this state of the event: (label, what stands) where they differ."""
        values, found = self.values_of(event), []
        for name, field in self.fields.items():
            typed, stands = as_text(self[name].value()), as_text(values[name])
            if name != "version" and typed != stands:
                found.append((str(field.label), in_words(field, stands)))
        typed_before = {
            self.add_prefix(name): field.widget.value_from_datadict(self.data, {}, name)
            for name, field in self.fields.items()
        }
        self.data = {**typed_before, "version": event.version}
        return found

    def details(self) -> Terms:
        """What the action takes."""
        data, event = self.cleaned_data, self.event
        meant: dict[str, Any] = {name: getattr(event, name) for name in FOR_WHOM}
        if "audience" in self.fields:
            promotion = int(data["promotion"]) if data["promotion"] else None
            meant = {name: data[name] for name in ("audience", "stage")} | {"promotion_id": promotion, **self.further}
        return Terms(**vars(super().details()), **meant, **{name: data[name] for name in ("mode", "zone", "language")})
