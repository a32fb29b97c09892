"""Shapes of input of those who keep order."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.models import HideReason, Report
from community.text import LONGEST, LONGEST_NOTE
from hub.forms import PersonForm, offer


class HideForm(forms.Form):
    """Why a message is hidden: a reason for everybody, and words for its author."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        help_text=_("Everybody sees it in place of the message."),
        choices=[("", _("Please choose")), *HideReason.choices],
        widget=forms.Select(attrs={"class": "in"}),
    )
    words = forms.CharField(
        label=_("A word to the author"),
        help_text=_("Only the author and the team of this promotion read it."),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"class": "in wide", "rows": 4}),
    )


class ReportForm(forms.Form):
    """What a member tells the team."""

    reason = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[("", _("Please choose")), *Report.Reason.choices],
        widget=forms.Select(attrs={"class": "in"}),
    )
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("Only those of the team who look into it read this, never the person concerned."),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"class": "in wide", "rows": 4}),
    )


class ReportPersonForm(ReportForm):
    """The same about somebody of the promotion."""

    person_id = forms.TypedChoiceField(label=_("Who?"), coerce=int, widget=forms.Select(attrs={"class": "in"}))
    field_order = ("person_id", "reason", "words")

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person_id", [("", _("Please choose")), *people])


class HandleForm(forms.Form):
    """What the team did."""

    outcome = forms.ChoiceField(
        label=_("What was done?"),
        choices=[("", _("Please choose")), *Report.Outcome.choices],
        widget=forms.Select(attrs={"class": "in"}),
    )
    note = forms.CharField(
        label=_("A note for the team"),
        help_text=_("The person who reported is told that it is handled, not what you write here."),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"class": "in wide", "rows": 4}),
    )


class WithoutAddressForm(PersonForm):
    """Somebody who has no e-mail address."""

    cid = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].help_text = _("So that the team can call. Any format will do.")
        for name in ("first_name", "last_name", "phone"):
            self.fields[name].widget.attrs["autocomplete"] = "off"


class WriteForForm(forms.Form):
    """A message in somebody else's name."""

    person_id = forms.TypedChoiceField(label=_("Who says it?"), coerce=int, widget=forms.Select(attrs={"class": "in"}))
    discussion_id = forms.TypedChoiceField(
        label=_("In which discussion?"), coerce=int, widget=forms.Select(attrs={"class": "in"})
    )
    body = forms.CharField(
        label=_("Their message"),
        help_text=_("In their own words. Everybody sees that you wrote it for them."),
        max_length=LONGEST,
        error_messages={"required": _("Please write something first.")},
        widget=forms.Textarea(attrs={"class": "in wide", "rows": 6}),
    )
    cid = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: list[tuple[int, str]], talks: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person_id", [("", _("Please choose")), *people])
        offer(self, "discussion_id", talks)
