"""Which step of the ladder an unanswered question comes to, and when; and how long it has waited, in words. Pure."""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import ngettext

from community.models import Ladder, Rung, Step
from hub.models import Branch
from hub.quiet import when_awake
from hub.words.working_hours import after_working_time, is_working_day

HOUR = 3600
# Beyond, people count in days.
MOST_IN_HOURS = 72


def next_step(
    asked_at: datetime, taken: Collection[Rung], ladder: Ladder, branch: Branch
) -> tuple[Step, datetime] | None:
    """The step after those taken, and from when on; None where there is no more.

    Whoever was asked before has the time that lies between two steps, however late they were asked.
    """
    last = max(taken, key=lambda one: one.step, default=None)
    if last is not None and last.step == Step.COORDINATOR:
        return None
    step = Step(last.step + 1) if last else Step.PEERS
    place = {"zone": branch.zone, "country": branch.country}
    due = after_working_time(asked_at, ladder.waits[step], **place)
    if last is None:
        return step, due
    between = ladder.waits[step] - ladder.waits[Step(last.step)]
    return step, max(due, after_working_time(last.at, between, **place))


def is_hour_to_ask(now: datetime, branch: Branch) -> bool:
    """Whether people of a branch may be asked now: on a working day of theirs, while they are up."""
    return (
        is_working_day(now.astimezone(ZoneInfo(branch.zone)).date(), branch.country)
        and when_awake(now, branch.zone) == now
    )


def so_long(since: datetime, now: datetime) -> str:
    """ "26 h", "4 days"; empty for less than an hour."""
    hours = int((now - since).total_seconds() // HOUR)
    if hours < 1:
        return ""
    if hours < MOST_IN_HOURS:
        return ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours}
    days = hours // 24
    return ngettext("%(number)s day", "%(number)s days", days) % {"number": days}
