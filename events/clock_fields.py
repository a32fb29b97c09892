"""By whose clocks the hours of a new event are: asked where it is a copy of one whose clocks are not its branch's."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from events.clocks import name_clock
from events.models import Event
from hub.models.branches import validate_zone


def clock_field() -> forms.CharField:
    """A zone; nothing is that of the branch."""
    return forms.CharField(
        label=_("The hours are those of the clocks of"),
        max_length=40,
        required=False,
        validators=[validate_zone],
        widget=forms.HiddenInput,
    )


def offer_clock(form: forms.Form) -> None:
    """Asks, where there is something to ask: the branch's clocks, or these."""
    zone = str(form["zone"].value() or "")
    if zone:
        choices = [("", _("the branch")), (zone, name_clock(zone))]
        cast("forms.CharField", form.fields["zone"]).widget = forms.Select(attrs={"class": "in"}, choices=choices)


def clock_of(event: Event) -> str:
    """What a copy of it holds."""
    return event.zone if event.zone != event.branch.zone else ""
