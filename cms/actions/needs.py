"""The team types how many young people wait, and how many mentors are free."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from cms.models import Need
from cms.policies import looks_after
from hub.db import write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Branch, Person


class NeedRefusal(Refusal):
    """These figures are not this person's to type."""


@dataclass(frozen=True)
class Typed:
    """Young people without a duo, mentors without one; counted on a day, by whoever the source names."""

    language: str
    waiting: int
    available: int
    counted_on: date
    source: str


def type_need(*, actor: Person, branch_id: int, typed: Typed, now: datetime) -> Need:
    """The figures of one branch and language, in place of those before; raises NeedRefusal."""
    with write():
        branch = Branch.objects.select_for_update().get(pk=branch_id)
        if branch.pk not in looks_after(actor, now):
            raise NeedRefusal("forbidden", _("Only the team of this branch types its figures."))
        if typed.language not in branch.languages:
            raise NeedRefusal("language", _("This branch has no duos in this language."))
        facts = {"waiting": typed.waiting, "available": typed.available, "source": typed.source}
        need, _made = Need.objects.update_or_create(
            branch=branch,
            language=typed.language,
            defaults={**facts, "counted_on": typed.counted_on, "actor": actor, "typed_at": now},
        )
        day = typed.counted_on.isoformat()
        record(actor, "need.typed", need, waiting=typed.waiting, available=typed.available, counted_on=day)
    return need
