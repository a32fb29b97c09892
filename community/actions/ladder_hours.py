"""A coordinator sets after how many working hours who is asked, or that nobody is."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from community.models import Ladder
from community.models.ladder import MOST_HOURS
from community.policies import may_set_ladder
from hub.db import write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Branch, Person


class LadderRefusal(Refusal):
    """Steps that cannot be set; the code names the one that is wrong."""


@dataclass(frozen=True)
class Hours:
    """Whether others are asked at all, and the working hours before each step."""

    active: bool
    first: int
    second: int
    third: int


def set_ladder(*, actor: Person, branch_id: int, hours: Hours, now: datetime) -> Ladder:
    """From now on; the same again changes nothing. Raises LadderRefusal."""
    with write():
        branch = Branch.objects.select_for_update().filter(pk=branch_id).first()
        if branch is None or not may_set_ladder(actor, [branch], now):
            raise LadderRefusal("forbidden", _("Only the coordinators of this branch set this."))
        check_order(hours)
        facts = {"active": hours.active, "first": hours.first, "second": hours.second, "third": hours.third}
        ladder = Ladder.objects.filter(branch=branch).first() or Ladder(branch=branch)
        if ladder.pk and facts == {name: getattr(ladder, name) for name in facts}:
            return ladder
        for name, value in facts.items():
            setattr(ladder, name, value)
        ladder.save()
        record(actor, "ladder.set", ladder, **{name: int(value) for name, value in facts.items()})
        return ladder


def check_order(hours: Hours) -> None:
    """Each step comes after the one before it; raises LadderRefusal."""
    if hours.first < 1:
        raise LadderRefusal("first", _("The first mail leaves after one hour at the earliest."))
    if hours.second <= hours.first:
        raise LadderRefusal("second", _("The second step comes after the first: please write more hours than there."))
    if hours.third <= hours.second:
        raise LadderRefusal("third", _("The third step comes after the second: please write more hours than there."))
    if hours.third > MOST_HOURS:
        raise LadderRefusal("third", _("Please write 240 hours at most: ten working days."))
