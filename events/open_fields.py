"""To whom an event is open beside its own branch and promotion, as the team ticks it."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.models import Audience, Promotion
from events.models import Event
from hub.forms import offer
from hub.models import Branch

FURTHER = ("also_branches", "also_promotions")


class TicksField(forms.MultipleChoiceField):
    """Any number of a few; of more than a few, those at hand first and the rest folded away, each as a slice."""

    near, far = ":", ""

    def __init__(self, label: Any, help_text: Any) -> None:
        super().__init__(label=label, help_text=help_text, required=False, widget=forms.CheckboxSelectMultiple())


class OpenFields(forms.Form):
    """Boxes for the other branches and promotions."""

    also_branches = TicksField(
        _("Other branches it is open to"),
        _("It stands in their agendas and calendars too. Your branch holds it, and your team alone runs it."),
    )
    also_promotions = TicksField(
        _("Other promotions it is for"),
        _(
            "Where it is for a promotion: whoever belongs to one of these comes as well. For one of another branch, tick that branch above as well."
        ),
    )

    @staticmethod
    def further_values(event: Event) -> dict[str, Any]:
        """What is ticked as it stands."""
        return {
            "also_branches": [str(key) for key in event.further_branches],
            "also_promotions": [str(key) for key in event.further_promotions],
        }

    def offer_further(
        self, branches: Iterable[Branch], promotions: Iterable[Promotion], homes: Collection[int]
    ) -> None:
        """Fills the lists; promotions of these homes come first, and what is ticked already, the others folded away."""
        ticked = self["also_promotions"].value() or []
        near: list[tuple[str, str]] = []
        far: list[tuple[str, str]] = []
        for one in promotions:
            (near if one.branch_id in homes or str(one.pk) in ticked else far).append((str(one.pk), one.name))
        offer(self, "also_branches", [(str(one.pk), str(one)) for one in branches])
        offer(self, "also_promotions", [*near, *far])
        field: Any = self.fields["also_promotions"]
        field.near, field.far = f":{len(near)}", f"{len(near)}:"

    def clean_further(self, data: dict[str, Any], home: str) -> None:
        """Beside its own: what is ticked beside them, and promotions only where it is for one."""
        ticked = {name: data.get(name) or [] for name in FURTHER}
        data["also_branches"] = [key for key in ticked["also_branches"] if key != home]
        alone = data.get("audience") != Audience.PROMOTION
        own = data.get("promotion")
        data["also_promotions"] = [] if alone else [key for key in ticked["also_promotions"] if key != own]

    @property
    def further(self) -> dict[str, tuple[int, ...]]:
        """What the actions take."""
        names = {"further_branches": "also_branches", "further_promotions": "also_promotions"}
        return {name: tuple(sorted(map(int, self.cleaned_data[field]))) for name, field in names.items()}
