"""Whom an event is for among its branch or its promotion, and to whom it is open beside these, as the team ticks it."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from community.meant import sentence
from community.models import STAGES, Audience, Promotion, one_audience
from events.fields import choice
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
    """How far they have come, and boxes for the other branches and promotions."""

    stage = choice(
        _("How far they have come"),
        [("", _("It does not matter")), *((value, capfirst(label)) for value, label in STAGES)],
        required=False,
        help_text=_("Where it is for a branch or a promotion: for these of its mentors alone."),
    )

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
        """Beside its own: what is ticked beside them, and promotions only where it is for one; the stage as a row holds it."""
        ticked = {name: data.get(name) or [] for name in FURTHER}
        data["also_branches"] = [key for key in ticked["also_branches"] if key != home]
        alone = data.get("audience") != Audience.PROMOTION
        own = data.get("promotion")
        data["also_promotions"] = [] if alone else [key for key in ticked["also_promotions"] if key != own]
        if "audience" in data and "stage" in data:
            settled = one_audience(data["audience"], data["stage"])
            if settled is None:
                self.add_error("stage", _("Who may come says already how far they have come: choose one of the two."))
            else:
                data["audience"], data["stage"] = settled

    def words_for(self, home: tuple[str, str]) -> str:
        """Whom it is for as the form stands, in a sentence; `home`: key and name of its branch. Nothing where it is not said yet."""
        held = {name: str(self[name].value() or "") for name in ("audience", "stage", "promotion")}
        settled = one_audience(held["audience"], held["stage"])
        if settled is None or settled[0] not in Audience.values:
            return ""
        several, own = (
            ("also_branches", home[0]) if settled[0] != Audience.PROMOTION else (FURTHER[1], held["promotion"])
        )
        field: Any = self.fields[several]
        known = {**dict(field.choices), home[0]: home[1]} if several == FURTHER[0] else dict(field.choices)
        names = [str(known[key]) for key in dict.fromkeys([own, *(self[several].value() or [])]) if key in known]
        return sentence(*settled, names)

    @property
    def further(self) -> dict[str, tuple[int, ...]]:
        """What the actions take."""
        names = {"further_branches": "also_branches", "further_promotions": "also_promotions"}
        return {name: tuple(sorted(map(int, self.cleaned_data[field]))) for name, field in names.items()}
