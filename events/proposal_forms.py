"""What a member fills in to propose a convivial date to their branch, and the team to say why not."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from events.actions.proposals import Wish
from events.actions.schedule import WALL
from events.fields import choice
from events.outing_forms import OutingForm
from hub.forms import offer
from hub.models import Branch


class ProposalForm(OutingForm):
    """What, when, where, a few words; the branch where one has several."""

    words = forms.CharField(
        label=_("A few words"),
        max_length=1000,
        required=False,
        help_text=_("For example: what there is to do, how to find you."),
        widget=forms.Textarea(attrs={"class": "in wide", "rows": 3}),
    )
    branch = choice(_("Branch"))
    field_order = ("branch",)

    def __init__(self, *args: object, branches: list[Branch], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # handed through
        offer(self, "branch", [(one.pk, str(one)) for one in branches])
        if not branches[1:]:
            self.fields["branch"].widget = forms.HiddenInput()
            self.fields["branch"].initial = branches[0].pk

    def wish(self) -> Wish:
        """What the fields say."""
        facts = self.cleaned_data
        begins: datetime = facts["begins"]
        place = " ".join(facts["place"].split())
        return Wish(int(facts["branch"]), facts["what"], begins.strftime(WALL), place, facts["words"].strip())


class ReasonForm(forms.Form):
    """Why not."""

    reason = forms.CharField(
        label=_("Why not"),
        max_length=300,
        help_text=_("The person who proposed it reads this. For example: another evening would suit better."),
        error_messages={"required": _("Please say in a few words why not.")},
        widget=forms.Textarea(attrs={"class": "in wide", "rows": 2}),
    )
