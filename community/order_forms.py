"""Shapes of input of those who keep order."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.models import HideReason, Report
from community.text import LONGEST, LONGEST_NOTE
from hub.forms import SomebodyForm, offer

UNCHOSEN = _("Please choose one of the list.")


def one_of(
    label: Any, choices: Sequence[tuple[Any, Any]], help_text: Any = "", *, unchosen: Any = UNCHOSEN
) -> forms.ChoiceField:
    """A list that has to be chosen from; `unchosen` asks for it, by its name where a page has several."""
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=[("", _("Please choose")), *choices],
        error_messages={"required": unchosen},
        widget=forms.Select(attrs={"class": "in"}),
    )


def key_of(label: Any, *, unchosen: Any = UNCHOSEN) -> forms.TypedChoiceField:
    """The same for what a view offers by its key."""
    return forms.TypedChoiceField(
        label=label, coerce=int, error_messages={"required": unchosen}, widget=forms.Select(attrs={"class": "in"})
    )


def some_words(label: Any, help_text: Any) -> forms.CharField:
    """A few sentences, or none."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"class": "in wide", "rows": 4}),
    )


class HideForm(forms.Form):
    """Why a message is hidden: a reason for everybody, and words for its author."""

    reason = one_of(_("Reason"), HideReason.choices, _("Everybody sees it in place of the message."))
    words = some_words(_("A word to the author"), _("Only the author and the team read it."))


class ReportForm(forms.Form):
    """What a member tells the team."""

    reason = one_of(_("What is it about?"), Report.Reason.choices, unchosen=_("Please choose what it is about."))
    words = some_words(
        _("In your own words"),
        _("Only those of the team who look into it read this, never the person concerned."),
    )


class ReportPersonForm(ReportForm):
    """The same about somebody of the promotion."""

    person_id = key_of(_("Who?"), unchosen=_("Please choose who it is about."))
    field_order = ("person_id", "reason", "words")

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person_id", [("", _("Please choose")), *people])


class HandleForm(forms.Form):
    """What the team did."""

    outcome = one_of(_("What was done?"), Report.Outcome.choices)
    note = some_words(
        _("A note for the team"),
        _("The person who reported is told that it is handled, not what you write here."),
    )


class WithoutAddressForm(SomebodyForm):
    """Somebody who has no e-mail address."""

    cid = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].help_text = _("So that the team can call. Any format will do.")


class WriteForForm(forms.Form):
    """A message in somebody else's name."""

    person_id = key_of(_("Who says it?"))
    discussion_id = key_of(_("In which discussion?"))
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
