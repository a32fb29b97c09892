"""What somebody fills in to propose an outing: three fields, all filled already."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from community.models import Promotion
from events.actions.outings import WHAT, NewOuting
from events.actions.schedule import WALL
from events.fields import moment

THURSDAY, FIVE = 3, 17


class OutingForm(forms.Form):
    """What, when, where."""

    what = forms.ChoiceField(
        label=_("What?"),
        choices=[(key, words[0]) for key, words in WHAT.items()],
        widget=forms.Select(attrs={"class": "in"}),
    )
    begins = moment(_("When?"), _("Choose a day and an hour."))
    place = forms.CharField(
        label=_("Where?"),
        max_length=120,
        error_messages={"required": _("Say where you meet.")},
        widget=forms.TextInput(attrs={"class": "in wide"}),
    )

    @classmethod
    def filled(cls, promotion: Promotion, now: datetime) -> "OutingForm":
        """A coffee on the next Thursday at five, at the branch: sending it as it is will do."""
        wall = now.astimezone(ZoneInfo(promotion.branch.zone))
        day = wall.date() + timedelta(days=(THURSDAY - wall.weekday()) % 7 or 7)
        begins = f"{day.isoformat()}T{FIVE}:00"
        return cls(initial={"what": "coffee", "begins": begins, "place": promotion.branch.address[:120]})

    def outing(self) -> NewOuting:
        """What the fields say."""
        facts = self.cleaned_data
        return NewOuting(facts["what"], facts["begins"].strftime(WALL), " ".join(facts["place"].split()))
