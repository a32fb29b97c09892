"""By whose clocks the hours of an event are: those of its branch, unless others are chosen."""

from collections.abc import Iterable
from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from events.clocks import NAMES, name_clock
from events.models import Event
from hub.models.branches import validate_zone

LABEL = _("The hours are those of the clocks of")


def clock_field() -> forms.CharField:
    """A zone; nothing is that of the branch."""
    return forms.CharField(
        label=LABEL,
        max_length=40,
        required=False,
        validators=[validate_zone],
        widget=forms.Select(attrs={"class": "in"}),
    )


def clocks(zones: Iterable[str]) -> list[tuple[str, str]]:
    """[(zone, its city)]: those whose names we know, and these, in the order of their names."""
    return sorted(((zone, name_clock(zone)) for zone in {*NAMES, *zones} - {""}), key=lambda one: one[1])


def offer_clocks(form: forms.Form, zones: Iterable[str]) -> None:
    """The branch's clocks, those of `zones`, and the one that is held already."""
    held = str(form["zone"].value() or "")
    cast("forms.Select", form.fields["zone"].widget).choices = [("", _("the branch")), *clocks({*zones, held})]


def clock_of(event: Event) -> str:
    """What a copy of it holds."""
    return event.zone if event.zone != event.branch.zone else ""
