"""The forms that ask which dates suit, with days and hours as people type them, or what people think."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.actions.polls import FEWEST, MOST, WALL, NewPoll, NewProposal
from community.models import Discussion
from hub.forms import offer, plain, text_input
from hub.words.typed import read_day, read_hour

SHOWN = 4


class DayField(forms.CharField):
    """A day, by the browser's calendar or in words; `today` says which year is meant."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date", "class": "in", "autocomplete": "off"})
        super().__init__(required=False, max_length=40, widget=widget, **kwargs)
        self.today = date.min

    def validate(self, value: Any) -> None:
        """What is missing is said by the form, which knows the other rows."""

    def clean(self, value: Any) -> Any:
        """The day, None where nothing is typed; raises ValidationError."""
        text = super().clean(value)
        day = read_day(text, self.today)
        if text and day is None:
            raise ValidationError(_("Please write a day, for example 1.12 or 1 December."), code="day")
        return day


class HourField(forms.CharField):
    """An hour on the wall."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time", "class": "in", "autocomplete": "off"})
        super().__init__(required=False, max_length=20, widget=widget, **kwargs)

    def validate(self, value: Any) -> None:
        """What is missing is said by the form, which knows the other rows."""

    def clean(self, value: Any) -> Any:
        """The hour, None where nothing is typed; raises ValidationError."""
        text = super().clean(value)
        hour = read_hour(text)
        if text and hour is None:
            raise ValidationError(_("Please write an hour, for example 18:30."), code="hour")
        return hour


class AskForm(forms.Form):
    """A question, in one of the room's discussions, and until when one can answer."""

    cid = forms.CharField(widget=forms.HiddenInput, max_length=36)
    question = forms.CharField(
        label=gettext_lazy("Your question"),
        max_length=1000,
        error_messages={"required": gettext_lazy("Please write your question.")},
        widget=forms.Textarea(attrs={"class": "in wide", "rows": 3}),
    )
    discussion = forms.ChoiceField(
        label=gettext_lazy("In which discussion"), widget=forms.Select(attrs={"class": "in wide"})
    )
    last_day = DayField(
        label=gettext_lazy("Last day to answer"), help_text=gettext_lazy("You can also close the poll yourself.")
    )

    def __init__(self, *args: Any, discussions: list[Discussion], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "discussion", [(str(one.pk), str(one)) for one in discussions])
        self.add_rows()
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.today = today

    @classmethod
    def fresh(cls, cid: str, discussion: str) -> dict[str, Any]:
        """What the empty form holds."""
        return {"cid": cid, "discussion": discussion}

    def add_rows(self) -> None:
        """One row of fields per date or answer."""
        raise NotImplementedError

    def part(self) -> NewPoll | NewProposal:
        """What the action takes."""
        raise NotImplementedError


class PollForm(AskForm):
    """Two to eight dates, and what they are for."""

    title = forms.CharField(
        label=gettext_lazy("What it is for"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("For example: lunch after the holidays. The date in the agenda will be called so."),
        widget=forms.TextInput(attrs={"class": "in wide"}),
    )

    def add_rows(self) -> None:
        """Day and hour, per date."""
        for number in range(1, MOST + 1):
            self.fields[f"day_{number}"] = DayField(label=_("Date %(number)s") % {"number": number})
            self.fields[f"hour_{number}"] = HourField(label=_("At what hour"))
            for half in ("day", "hour"):
                self.fields[f"{half}_{number}"].required = number <= FEWEST

    @classmethod
    def fresh(cls, cid: str, discussion: str) -> dict[str, Any]:
        """With the usual question."""
        return {**super().fresh(cid, discussion), "question": _("Which dates suit you?")}

    def rows(self) -> list[dict[str, Any]]:
        """Day and hour side by side, one row per date."""
        numbers = range(1, MOST + 1)
        return [{"number": one, "day": self[f"day_{one}"], "hour": self[f"hour_{one}"]} for one in numbers]

    def first_rows(self) -> list[dict[str, Any]]:
        """Those that are shown at once."""
        return self.rows()[:SHOWN]

    def more_rows(self) -> list[dict[str, Any]]:
        """Those for whoever needs more."""
        return self.rows()[SHOWN:]

    def more_typed(self) -> bool:
        """Whether something stands in the rows that are folded away."""
        return any(row[half].value() for row in self.more_rows() for half in ("day", "hour"))

    def clean(self) -> dict[str, Any]:
        """Each date whole, two at least, none twice; `starts` are their wall times."""
        data = super().clean() or self.cleaned_data
        starts: list[str] = []
        for number in range(1, MOST + 1):
            self.pair(data, number, starts)
        if len(starts) < FEWEST and not self.errors:
            self.add_error(f"day_{min(len(starts) + 1, FEWEST)}", _("Give at least two dates, each with its hour."))
        data["starts"] = tuple(starts)
        return data

    def pair(self, data: dict[str, Any], number: int, starts: list[str]) -> None:
        """One row: its wall time goes into `starts`, or what is wrong to its field."""
        day, hour = (data.get(f"{half}_{number}") for half in ("day", "hour"))
        if isinstance(day, date) and isinstance(hour, time):
            wall = datetime.combine(day, hour).strftime(WALL)
            if wall in starts:
                self.add_error(f"day_{number}", _("This date stands there twice."))
            starts.append(wall)
        elif day and f"hour_{number}" not in self.errors:
            self.add_error(f"hour_{number}", _("Please write at what hour."))
        elif hour and f"day_{number}" not in self.errors:
            self.add_error(f"day_{number}", _("Please write on which day."))

    def part(self) -> NewPoll:
        """What the action takes."""
        data = self.cleaned_data
        return NewPoll(starts=data["starts"], last_day=data["last_day"], title=" ".join(data["title"].split()))


class ProposalForm(AskForm):
    """A proposal or a question, with two to eight answers of one's own, or none where people say whether they agree."""

    question = forms.CharField(
        label=gettext_lazy("Your proposal, or your question"),
        max_length=1000,
        error_messages={"required": gettext_lazy("Please write your question.")},
        help_text=gettext_lazy("For example: next time we meet in the park."),
        widget=forms.Textarea(attrs={"class": "in wide", "rows": 3}),
    )

    def add_rows(self) -> None:
        """One line per answer."""
        for number in range(1, MOST + 1):
            self.fields[f"answer_{number}"] = forms.CharField(
                label=_("Answer %(number)s") % {"number": number},
                max_length=120,
                required=False,
                widget=text_input(wide=True),
            )

    def first_rows(self) -> list[forms.BoundField]:
        """Those that are shown at once."""
        return [self[f"answer_{number}"] for number in range(1, SHOWN + 1)]

    def more_rows(self) -> list[forms.BoundField]:
        """Those for whoever needs more."""
        return [self[f"answer_{number}"] for number in range(SHOWN + 1, MOST + 1)]

    def more_typed(self) -> bool:
        """Whether something stands in the rows that are folded away."""
        return any(row.value() for row in self.more_rows())

    def clean(self) -> dict[str, Any]:
        """No answer alone, none twice; `answers` are those that were typed."""
        data = super().clean() or self.cleaned_data
        answers: list[str] = []
        for number in range(1, MOST + 1):
            words = plain(data.get(f"answer_{number}", ""))
            if words and words.casefold() in {one.casefold() for one in answers}:
                self.add_error(f"answer_{number}", _("This answer stands there twice."))
            answers += [words] if words else []
        if len(answers) == 1 and not self.errors:
            self.add_error("answer_2" if data.get("answer_1") else "answer_1", _("Give at least two answers, or none."))
        data["answers"] = tuple(answers)
        return data

    def part(self) -> NewProposal:
        """What the action takes."""
        return NewProposal(answers=self.cleaned_data["answers"], last_day=self.cleaned_data["last_day"])
