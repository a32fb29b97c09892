"""The shapes of the team's forms about an application: a private note, a number, a day to call again, why somebody steps back."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.actions.decide import Decision
from cms.actions.letters import Draft
from cms.models.applications import State
from hub.forms import PhoneForm, WhyField, offer, plain, text_input
from hub.words.languages import IN
from hub.words.typed import read_day

WHERE_TO = {
    State.ACCEPTED: _("Accept: a place in this promotion"),
    State.WAITING_LIST: _("Put on the waiting list"),
    State.REDIRECTED: _("Propose another way"),
}


class NoteForm(forms.Form):
    """Private words."""

    words = forms.CharField(
        label=_("A private note"),
        max_length=4000,
        help_text=_("Only the team of this branch reads it; it is erased after three months. Facts, no judgements."),
        error_messages={"required": _("Please write your note first.")},
        widget=forms.Textarea(attrs={"class": "in", "rows": 4}),
    )


class NumberForm(PhoneForm):
    """The number at which they are called, as the team hears it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].help_text = _("So that the team can call. Any format will do.")
        self.fields["phone"].widget.attrs["autocomplete"] = "off"


class LaterForm(forms.Form):
    """The day on which to call again, as one writes it."""

    day = forms.CharField(
        label=_("Call again on"),
        max_length=40,
        help_text=_("Within the next three weeks, for example 3/12 or Thursday 3 December."),
        error_messages={"required": _("Please write a day.")},
        widget=text_input(),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        """The next such day; raises ValidationError where it is none."""
        found = read_day(self.cleaned_data["day"], self.today)
        if found is None:
            raise ValidationError(_("Please write the day as 3/12 or 3 December."), code="day")
        return found


class DecisionForm(forms.Form):
    """Where it leads, of what is `allowed` for it now, why, and words of one's own."""

    to = forms.ChoiceField(
        label=_("Decision"),
        error_messages={
            "required": _("Please choose a decision."),
            "invalid_choice": _("This is no longer possible for this application."),
        },
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("Why, for the team alone"),
        max_length=300,
        required=False,
        help_text=_("Needed where you propose another way. It stands in the file, never in a mail."),
        widget=text_input(),
    )
    words = forms.CharField(
        label=_("Words of your own in the mail"),
        max_length=2000,
        required=False,
        help_text=_("In the applicant’s language. The mail thanks them and says what comes next by itself."),
        widget=forms.Textarea(attrs={"class": "in", "rows": 4}),
    )

    def __init__(self, *args: Any, allowed: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to", [(state, words) for state, words in WHERE_TO.items() if state in allowed])

    def clean(self) -> dict[str, Any]:
        """Another way needs its reason; raises ValidationError at its field."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("to") == State.REDIRECTED and not cleaned.get("why"):
            self.add_error(
                "why", ValidationError(_("Please write why: the team must be able to explain it."), code="why")
            )
        return cleaned

    def decision(self) -> Decision:
        """As the action takes it."""
        data = self.cleaned_data
        return Decision(data["to"], data["why"], data["words"])


class LetterForm(forms.Form):
    """A text to everybody at a step, or to those of them who read one language; `counts` says how many read each."""

    language = forms.ChoiceField(label=_("To whom"), required=False, widget=forms.Select(attrs={"class": "in"}))
    subject = forms.CharField(
        label=_("Subject"),
        max_length=120,
        error_messages={"required": _("Please write a subject.")},
        widget=text_input(wide=True),
    )
    words = forms.CharField(
        label=_("Your message"),
        max_length=5000,
        help_text=_(
            "The mail says hello by first name, and ends with a name, a phone number and the link to their page."
        ),
        error_messages={"required": _("Please write your message.")},
        widget=forms.Textarea(attrs={"class": "in wide", "rows": 8}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, counts: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One that was chosen stays, though nobody reads it any more: else the text would go to everybody.
        told = [code for code in IN if counts.get(code) or code == self.data.get("language")]
        words = _("Those who read %(in_language)s (%(people)s)")
        choices = [(code, words % {"in_language": IN[code], "people": counts.get(code, 0)}) for code in told]
        offer(self, "language", [("", _("Everybody (%(people)s)") % {"people": sum(counts.values())}), *choices])
        self.has_choice = len(told) > 1

    def draft(self, step: str) -> Draft:
        """As the action takes it."""
        data = self.cleaned_data
        return Draft(step, plain(data["subject"]), data["words"], data["key"], data["language"])


class StepBackForm(forms.Form):
    """Why somebody steps back, in their words."""

    why = WhyField(help_text=_("It helps the next call. It is erased together with the application."))


class SourceForm(forms.Form):
    """A way by which people hear of a call."""

    name = forms.CharField(
        label=_("How people hear of this call"),
        max_length=60,
        help_text=_("In plain words, for example “Radio” or “Flyer at the library”. Not the name of a person."),
        error_messages={"required": _("Please write how people hear of this call.")},
        widget=text_input(),
    )

    def clean_name(self) -> str:
        """On one line."""
        return plain(self.cleaned_data["name"])
