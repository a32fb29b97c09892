"""The forms of taking a conversation over: the file, then who is who and the declared consent."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models import Archive, Promotion
from community.search_form import DaysField
from hub.models import Person
from hub.search.fold import fold
from hub.words.alphabet import by_first_name


class UploadForm(forms.Form):
    """The file that WhatsApp has made."""

    file = forms.FileField(
        label=_("The exported conversation"),
        help_text=_("The .txt or .zip that WhatsApp has made, 100 MB at most."),
        error_messages={"required": _("Please choose the file."), "empty": _("This file is empty.")},
        widget=forms.ClearableFileInput(attrs={"class": "in", "accept": ".txt,.zip,text/plain,application/zip"}),
    )


class ConsentForm(forms.Form):
    """For each author the member they are; then since when the group knows, and how it was told."""

    told_on = DaysField(
        label=_("The group was told on"),
        help_text=_("For example 12/11/2026."),
        required=True,
        error_messages={"required": _("Please write the day on which the group was told.")},
    )
    told_how = forms.CharField(
        label=_("How was it told, and who agreed?"),
        max_length=500,
        help_text=_("In your own words, for example: a message in the group on Monday; everybody agreed."),
        error_messages={"required": _("Please write in a few words how the group was told.")},
        widget=forms.Textarea(attrs={"class": "in wide", "rows": 3}),
    )
    declared = forms.BooleanField(
        label=_("I declare that the group was told, and that nobody who objected is in this file."),
        error_messages={"required": _("Without this declaration the conversation is not taken over.")},
    )

    def __init__(self, data: Any, *, archive: Archive, promotion: Promotion) -> None:
        super().__init__(data)
        people = Person.objects.filter(memberships__promotion=promotion).distinct()
        self.people = {person.pk: person for person in by_first_name(people, lambda one: one)}
        choices = [("", _("Former or unknown member")), *((str(pk), one.full_name) for pk, one in self.people.items())]
        self.authors = list(archive.authors.order_by("pk"))
        for author in self.authors:
            self.fields[f"author{author.pk}"] = forms.ChoiceField(
                label=author.label,
                choices=choices,
                required=False,
                initial=self.guess(author.label),
                widget=forms.Select(attrs={"class": "in"}),
            )

    def guess(self, label: str) -> str:
        """The one member whose name answers, if there is exactly one."""
        words = set(fold(label).split())
        whole = [one for one in self.people.values() if words and words <= set(fold(one.full_name).split())]
        first = [one for one in self.people.values() if fold(one.first_name) in words]
        found = whole or first
        return str(found[0].pk) if len(found) == 1 else ""

    @property
    def who(self) -> list[forms.BoundField]:
        """The fields of the authors."""
        return [self[f"author{author.pk}"] for author in self.authors]

    def clean_told_on(self) -> Any:
        """A day, not one to come; raises ValidationError."""
        days = self.cleaned_data["told_on"]
        if days and days[0] > timezone.localdate():
            raise ValidationError(
                _("This day is still to come: the group is told before its conversation is taken over.")
            )
        if not days or days[0] != days[1]:
            raise ValidationError(_("Please write the day on which the group was told."), code="told_on")
        return days[0]

    def answers(self) -> dict[str, Any]:
        """What the action wants of a valid form."""
        data = self.cleaned_data
        chosen = {author.pk: data[f"author{author.pk}"] for author in self.authors}
        members = {author: int(person) for author, person in chosen.items() if person}
        return {"members": members, "told_on": data["told_on"], "told_how": data["told_how"]}
