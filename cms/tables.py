"""A table of applications that came by other ways: its columns, and each line checked as the form itself would."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cms.models import Application, Call
from hub.forms import SomebodyForm
from hub.tables import Row, Shape, cut_wrong, in_every_language, plain, said
from hub.words.phones import same_number
from hub.words.typed import bare, read_day

COLUMNS: dict[str, Any] = {
    "first_name": pgettext_lazy("column", "first name"),
    "last_name": pgettext_lazy("column", "last name"),
    "email": pgettext_lazy("column", "e-mail"),
    "phone": pgettext_lazy("column", "phone"),
    "language": pgettext_lazy("column", "language"),
    "applied": pgettext_lazy("column", "applied on"),
}
EXAMPLES = {"first_name": "Odile", "last_name": "Martin", "email": "odile@exemple.fr", "phone": "06 39 98 00 00"}
NEEDED = ("first_name", "last_name", "email")
SHAPE = Shape(COLUMNS, NEEDED, 2000)
# The form speaks to somebody about themselves; a table is mended by whoever looks after it, who needs to see what stands there.
WRONG = {
    "required": gettext_lazy("Nothing stands here."),
    "name": gettext_lazy("“%(word)s” is not a name."),
    "invalid": gettext_lazy("“%(word)s” is not an e-mail address."),
    "phone": gettext_lazy("“%(word)s” is not a phone number. Write it as 03 53 01 00 00."),
    "calculated": gettext_lazy("“%(word)s” is a calculation of the spreadsheet, not a name. Write the name itself."),
}
LANGUAGES = [("fr", "Français"), ("nl", "Nederlands"), ("en", "English")]


@dataclass(frozen=True)
class Applicant:
    """What a line makes."""

    first_name: str
    last_name: str
    email: str
    phone: str
    language: str
    applied: date


@dataclass
class Line:
    """One line: what it would make, or why not; `known` where they have applied, `like` who it may be."""

    row: Row
    errors: list[str] = field(default_factory=list)
    applicant: Applicant | None = None
    known: Application | None = None
    twin: int = 0
    like: Application | None = None

    @property
    def fresh(self) -> bool:
        """Whether it would be made."""
        return self.applicant is not None and self.known is None and not self.twin


class LineForm(SomebodyForm):
    """The shape of a line; names and phone as everywhere."""

    email = forms.EmailField(max_length=254)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields[name].validators.append(refuse_calculation)

    def sentences(self) -> list[str]:
        """What is wrong, each led by its column."""
        return [
            said(
                str(COLUMNS[name]), str(WRONG[one.code]) % {"word": self.data[name][:40]} if one.code in WRONG else text
            )
            for name, found in self.errors.as_data().items()
            for one in found
            for text in one.messages
        ]


def refuse_calculation(word: str) -> None:
    """Raises ValidationError for "=A1", whose letter would make it a name, and for "#REF!", what is left of one."""
    if word.startswith(("=", "＝", "#")):
        raise ValidationError(WRONG["calculated"], code="calculated")


class Reader:
    """Reads lines for one call."""

    def __init__(self, call: Call, now: datetime) -> None:
        self.call, self.today = call, timezone.localdate(now)
        self.languages = in_every_language(LANGUAGES)

    def read(self, rows: Iterable[Row]) -> list[Line]:
        """One line per row, each checked by itself, against the others and against what is there; one query."""
        lines = [self.read_line(row) for row in rows]
        there = Application.objects.alive().filter(call__branch=self.call.branch_id).select_related("person", "call")
        here, numbers, names = {}, {}, {}
        for one in there.order_by("pk"):
            if one.call_id == self.call.pk:
                here[one.email_key] = one
            numbers[same_number(one.person.phone)] = one
            names[bare(one.person.full_name)] = one
        first: dict[str, int] = {}
        for line in lines:
            if (made := line.applicant) is not None:
                key = made.email.casefold()
                line.known, line.twin = here.get(key), first.get(key, 0)
                first.setdefault(key, line.row.number)
                phone, name = same_number(made.phone), bare(f"{made.first_name} {made.last_name}")
                line.like = line.known or (numbers.get(phone) if phone else None) or names.get(name)
        return lines

    def read_line(self, row: Row) -> Line:
        """One line by itself."""
        form = LineForm({name: row.cells.get(name, "") for name in ("first_name", "last_name", "email", "phone")})
        errors = cut_wrong(row) + form.sentences()
        typed, language = row.cells.get("language", ""), self.call.branch.languages[0]
        if typed:
            language = self.languages.get(plain(typed), "")
        if not language:
            facts = {"word": typed[:40], "words": ", ".join(name for _code, name in LANGUAGES)}
            text = _("“%(word)s” is not known here. Write one of these: %(words)s.") % facts
            errors.append(said(str(COLUMNS["language"]), text))
        day = row.cells.get("applied", "")
        applied = read_day(day, self.today) if day else self.today
        if applied is None or applied > self.today:
            text = _("“%(day)s” is not a day that has been. Write it as 03/12/2026.") % {"day": day[:40]}
            errors.append(said(str(COLUMNS["applied"]), text))
        if errors or applied is None:
            return Line(row, errors)
        data = form.cleaned_data
        return Line(
            row,
            [],
            Applicant(
                **{name: data[name] for name in ("first_name", "last_name", "email", "phone")},
                language=language,
                applied=applied,
            ),
        )
