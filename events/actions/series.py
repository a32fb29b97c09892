"""Plans a series: a rhythm becomes real events, each with its own page, seats and identity."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from events.actions.plan import Plan, check_hours, check_plan, check_same_branch, lock_branch, place_event
from events.actions.schedule import WALL, ScheduleRefusal, days_between, days_later, on_day
from events.models import Event, EventSeries
from events.rhythms import Day, expand, name_holidays, reading
from hub.db import write
from hub.journal import record
from hub.models import Branch, Person
from hub.words.dates import in_words

MOST = 80


@dataclass(frozen=True)
class SeriesPlan:
    """A series: `plan` is its first date asked for, and its uid becomes the series' own."""

    plan: Plan
    rhythm: str
    until: date
    skip_holidays: bool

    @property
    def first(self) -> date:
        """The day from which the rhythm is counted."""
        return datetime.strptime(self.plan.details.wall_start, WALL).date()  # noqa: DTZ007  # wall time


def days_of(wish: SeriesPlan, country: str) -> list[Day]:
    """Every day of the rhythm, holidays named; raises ScheduleRefusal where there are too many or none."""
    days = name_holidays(expand(wish.rhythm, wish.first, wish.until), country)
    if not kept(days, wish):
        raise ScheduleRefusal("none", _("No date falls between the first day and the last."))
    if len(days) > MOST:
        raise ScheduleRefusal("many", _("These are more than 80 dates: choose an earlier last day."))
    return days


def kept(days: list[Day], wish: SeriesPlan) -> list[date]:
    """Those on which it takes place."""
    return [one.date for one in days if not (wish.skip_holidays and one.holiday)]


def check_days(branch: Branch, wish: SeriesPlan, days: list[date], now: datetime) -> None:
    """Raises ScheduleRefusal where the series cannot be made on these days, naming the day where it is one of them alone."""
    check_plan(branch, plan_on(days[0], days[0], wish.plan), now)
    for day in days[1:]:
        try:
            check_hours(branch, plan_on(day, days[0], wish.plan), now)
        except ScheduleRefusal as refusal:
            facts = {"day": in_words(day, reading()), "error": refusal.message}
            raise ScheduleRefusal(refusal.code, _("%(day)s: %(error)s") % facts) from refusal


def plan_series(*, actor: Person, wish: SeriesPlan, now: datetime) -> list[Event]:
    """Makes every date in one transaction; the same again makes nothing. Raises LifeRefusal, ScheduleRefusal."""
    with write():
        branch = lock_branch(actor, wish.plan.branch_id, now)
        known = EventSeries.objects.filter(uid=wish.plan.uid).first()
        if known is None:
            make_series(actor, branch, wish, now)
        else:
            check_same_branch(known, branch)
        return list(Event.objects.filter(series=wish.plan.uid).soonest_first())


def make_series(actor: Person, branch: Branch, wish: SeriesPlan, now: datetime) -> None:
    """A step, on a locked branch: the rule, and its dates."""
    days = kept(days_of(wish, branch.country), wish)
    check_days(branch, wish, days, now)
    series = EventSeries.objects.create(
        uid=wish.plan.uid,
        branch=branch,
        rhythm=wish.rhythm,
        first_on=wish.first,
        until=wish.until,
        skips_holidays=wish.skip_holidays,
        created_at=now,
    )
    record(actor, "series.planned", series, dates=len(days))
    for day in days:
        place_event(actor=actor, branch=branch, plan=plan_on(day, days[0], wish.plan), now=now, series=series.uid)


def plan_on(day: date, first: date, plan: Plan) -> Plan:
    """The same plan on one day of the series; the first has the series' own uid."""
    start, end = on_day(day, plan.details.wall_start, plan.details.wall_end)
    uid = plan.uid if day == first else uuid.uuid5(plan.uid, day.isoformat())
    deadline = days_later(plan.details.deadline, days_between(plan.details.wall_start, start))
    return replace(plan, uid=uid, details=replace(plan.details, wall_start=start, wall_end=end, deadline=deadline))
