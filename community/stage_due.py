"""By which day the team looks again at a mentor of whom it would hear nothing otherwise; pure functions."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from community.models import Journey, Stage
from hub.words.working_days import working_days_after

DAY = timedelta(days=1)
# Working days at a step that nothing ends by itself: a month without a young person, a break of three.
LONGEST: dict[str, int] = {Stage.TRAINED: 20, Stage.PAUSE: 60}


def due_day(journey: Journey) -> date | None:
    """The day, if their step has one: that of the step, or the one for which the team has put it off."""
    count = LONGEST.get(journey.stage)
    if count is None:
        return None
    return journey.call_on or working_days_after(timezone.localtime(journey.since).date(), count)


def is_due(now: datetime) -> Q:
    """The same for a query: those whose day is today or over."""
    today, found = timezone.localdate(now), Q(pk__in=[])
    for stage, count in LONGEST.items():
        came = today
        while working_days_after(came, count) > today:
            came -= DAY
        found |= Q(stage=stage, since__lt=timezone.make_aware(datetime.combine(came + DAY, time.min)))
    return found & (Q(call_on=None) | Q(call_on__lte=today))
