"""What the team fills in: an event's details, a new event, somebody who phoned."""

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from community.models import Audience, Promotion, Theme
from events.actions.desk import Caller
from events.actions.details import Details
from events.actions.plan import Plan
from events.actions.schedule import WALL, days_later
from events.clock_fields import clock_field, clock_of, offer_clocks
from events.fields import choice, moment, seats, text
from events.models import Event
from events.models.events import MEANT
from events.models.registrations import WAYS
from events.open_fields import FURTHER, OpenFields
from events.parties import party_choices
from events.tongues import LANGUAGES, OTHERS
from hub.forms import SomebodyForm, offer
from hub.models import Branch

MOST_GUESTS = 9
WEEK = timedelta(weeks=1)


# The order of the fields: what it is and when, then where and for how many; a series says its rhythm between them.
ABOUT = (
    *("uid", "kind", "title", "description", "led_by", "theme", "language", "also_in"),
    *("branch", "audience", "stage", "promotion", *FURTHER, "begins", "ends", "zone"),
)
PLACES = ("mode", "place", "address", "directions", "join_url", "seats_in_person", "seats_online", "guests", "turns")


class EventForm(forms.Form):
    """What an event says of itself, whether it is new or there already."""

    title = text(_("Title"), 160, _("Give it a title."))
    description = forms.CharField(
        label=_("What it is"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"class": "in wide", "rows": 4}),
    )
    led_by = text(
        _("Who leads it"),
        160,
        help_text=_("The name of a trainer or a guest, who agreed to it. It stands on the page of the event alone."),
    )
    theme = choice(
        _("Theme"),
        [("", _("No theme")), *Theme.choices],
        required=False,
        help_text=_("Helps people find it. It keeps nobody from coming."),
    )
    also_in = choice(
        _("Other languages that are spoken"),
        [("", _("None")), *OTHERS],
        required=False,
        help_text=_("Whoever looks for dates in one of these finds it as well."),
    )
    begins = moment(_("Begins"), _("Say on which day and at what hour it begins."))
    ends = moment(_("Ends"), _("Say when it ends."))
    deadline = moment(
        _("Last moment to register, or to give a seat back"),
        "",
        required=False,
        help_text=_(
            "For a meal that is ordered, say. After it people call, and you do it for them. Empty: until it begins."
        ),
    )
    place = text(_("Place"), 120)
    address = text(_("Address"), 200)
    directions = text(
        _("How to get there"),
        400,
        help_text=_(
            "The stop nearby, the entrance, the floor, steps or a lift. Empty at your branch’s address: what it says of itself."
        ),
    )
    join_url = forms.URLField(
        label=_("Link of the session, for those who take part online"),
        max_length=200,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "in wide"}),
    )
    seats_in_person = seats(_("Seats in person"))
    seats_online = seats(_("Seats online"))
    guests = seats(
        _("Guests each person may bring"),
        MOST_GUESTS,
        _("0: nobody brings anybody. For an apéro, a lunch or a celebration, 1 is usual. Each guest takes a seat."),
    )

    turns = choice(
        _("How the waiting list runs"),
        [(one.value, capfirst(one.label)) for one in Event.Turns],
        required=False,
        help_text=_(
            "Fair: first whoever has had no seat at such an event of this branch for 12 months. Each sees why they stand where they stand."
        ),
    )

    SAME = (
        *("title", "description", "led_by", "theme", "also_in", "place", "address", "directions", "join_url"),
        *("seats_in_person", "seats_online", "guests", "turns"),
    )

    @classmethod
    def values_of(cls, event: Event) -> dict[str, Any]:
        """The form filled with what stands."""
        same = {name: getattr(event, name) for name in cls.SAME}
        return {**same, "begins": event.wall_start, "ends": event.wall_end, "deadline": event.deadline}

    def clean_description(self) -> str:
        """Line ends as everywhere else, so that a form sent back unchanged changes nothing."""
        return self.cleaned_data["description"].replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        """Whoever comes in person is told where."""
        data = super().clean() or self.cleaned_data
        others = data.get("also_in", "").split()
        data["also_in"] = " ".join(one for one in others if one != data.get("language"))
        if data.get("mode") != Event.Mode.ONLINE and "place" in data and not data["place"]:
            self.add_error("place", _("Say where it takes place."))
        return data

    def details(self) -> Details:
        """What the action takes."""
        data = {**self.cleaned_data, "turns": self.cleaned_data["turns"] or Event.Turns.FIRST.value}
        hours = {"wall_start": data["begins"].strftime(WALL), "wall_end": data["ends"].strftime(WALL)}
        deadline = data["deadline"].strftime(WALL) if data["deadline"] else ""
        return Details(**{name: data[name] for name in self.SAME}, **hours, deadline=deadline)

    @property
    def hidden(self) -> list[Any]:
        """What was typed, for a page that asks once more."""
        return [self[name].as_hidden(attrs={"id": f"kept-{name}"}) for name in self.fields]


class PlanForm(OpenFields, EventForm):
    """A new event; `uid` makes one event of the same form sent twice."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    kind = choice(_("What"), [(kind.value, capfirst(kind.label)) for kind in Event.Kind])
    branch = choice(_("Branch"))
    zone = clock_field()
    audience = choice(_("Who may come"), [(value, capfirst(label)) for value, label in MEANT])
    promotion = choice(_("Promotion"), required=False)
    mode = choice(_("Where one takes part"), [(mode.value, capfirst(mode.label)) for mode in Event.Mode])
    language = choice(_("Language"), LANGUAGES)

    field_order: tuple[str, ...] = (*ABOUT, *PLACES)

    def __init__(
        self,
        *args: Any,
        branches: Collection[Branch],
        promotions: Iterable[Promotion],
        others: Iterable[Branch],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        promotions, homes = list(promotions), {one.pk for one in branches}
        self.offer_further(others, promotions, homes)
        groups = [(str(one.pk), one.name) for one in promotions if one.branch_id in homes]
        offer(self, "branch", [(str(one.pk), str(one)) for one in branches])
        offer(self, "promotion", [("", _("None")), *groups])
        offer_clocks(self, {one.zone for one in branches})

    @classmethod
    def fresh(cls, branches: Iterable[Branch]) -> dict[str, Any]:
        """The form for a new event, at home in the first branch."""
        first = next(iter(branches))
        return {
            "uid": uuid.uuid4(),
            "kind": Event.Kind.WORKSHOP,
            "branch": str(first.pk),
            "audience": Audience.BRANCH,
            "mode": Event.Mode.IN_PERSON,
            "place": _("Our branch"),
            "address": first.address,
            "seats_in_person": 12,
            "seats_online": 0,
            "guests": 0,
            "turns": Event.Turns.FIRST,
            "language": first.languages[0],
        }

    @classmethod
    def copy_of(cls, event: Event, now: datetime) -> dict[str, Any]:
        """The form filled with another event, on the next such weekday that comes, by the clock on the wall.

        Without who leads it: they agreed to be named at that one.
        """
        later = WEEK * (1 + max(0, (now - event.starts_at) // WEEK))
        again = {name: getattr(event, name) for name in ("kind", "audience", "stage", "mode", "language")}
        keys = {"branch": str(event.branch_id), "promotion": str(event.promotion_id or ""), "zone": clock_of(event)}
        walls = {"begins": event.wall_start, "ends": event.wall_end, "deadline": event.deadline}
        hours = {name: days_later(at, later) for name, at in walls.items()}
        values = {**cls.values_of(event), **cls.further_values(event), **again, **keys, **hours}
        return {**values, "led_by": "", "uid": uuid.uuid4()}

    def clean(self) -> dict[str, Any]:
        """What the way of taking part asks for; a promotion where it is for one."""
        data = super().clean()
        here, online = data.get("mode") != Event.Mode.ONLINE, data.get("mode") != Event.Mode.IN_PERSON
        if here and "seats_in_person" in data and not data["seats_in_person"]:
            self.add_error("seats_in_person", _("Say how many people can come."))
        if online and "seats_online" in data and not data["seats_online"]:
            self.add_error("seats_online", _("Say how many people can take part online."))
        if data.get("audience") == Audience.PROMOTION and not data.get("promotion"):
            self.add_error("promotion", _("Choose the promotion it is for."))
        elif data.get("kind") == Event.Kind.TRAINING and not data.get("promotion"):
            self.add_error("promotion", _("Choose the promotion whose training day it is: nobody else takes a seat."))
        self.clean_further(data, data.get("branch", ""))
        return data

    @property
    def whom(self) -> str:
        """For whom it is as it is typed, in words."""
        field: Any = self.fields["branch"]
        key = str(self["branch"].value() or "")
        return self.words_for((key, str(dict(field.choices).get(key, ""))))

    def plan(self, *, published: bool) -> Plan:
        """What the action takes."""
        data = self.cleaned_data
        return Plan(
            uid=data["uid"],
            details=self.details(),
            branch_id=int(data["branch"]),
            promotion_id=int(data["promotion"]) if data["promotion"] else None,
            published=published,
            further_branches=self.further["further_branches"],
            further_promotions=self.further["further_promotions"],
            **{name: data[name] for name in ("kind", "audience", "stage", "mode", "language", "zone")},
        )


class CallerForm(SomebodyForm):
    """Somebody on the phone, or at the door."""

    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_("For the confirmation. Without one, you tell them what happens by phone."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "class": "in"}),
    )
    mode = choice(_("How they take part"), WAYS)
    guests = forms.TypedChoiceField(
        label=_("They bring"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.Select(attrs={"class": "in"}),
    )

    field_order = ("first_name", "last_name", "phone", "email", "mode", "guests")

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "mode", [(way, label) for way, label in WAYS if way in event.modes])
        offer(self, "guests", party_choices(event.guests))
        if not event.guests:
            del self.fields["guests"]
        self.fields["phone"].help_text = ""

    @property
    def brings(self) -> int:
        """How many people they bring."""
        return self.cleaned_data.get("guests") or 0

    def caller(self) -> Caller:
        """What the action takes."""
        data = self.cleaned_data
        return Caller(**{name: data[name] for name in ("first_name", "last_name", "phone", "email")})
