"""The moments at which an editor looks at a page before anybody else does: each an hour for the page, never a clock."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.models.calls import Call
from cms.models.states import SOON

DAY = timedelta(days=1)


def before(call: Call, now: datetime) -> datetime:
    """The day before it opens."""
    return call.opens_at - DAY


def while_open(call: Call, now: datetime) -> datetime:
    """Just after it opened; halfway where it is open for a week or less."""
    middle = call.opens_at + (call.deadline - call.opens_at) / 2
    return min(call.opens_at + timedelta(hours=1), middle)


def near_the_end(call: Call, now: datetime) -> datetime:
    """Two days before it closes, or halfway there where it is shorter."""
    last = call.deadline - min(2 * DAY, SOON)
    return max(last, call.opens_at + (call.deadline - call.opens_at) / 2)


def after(call: Call, now: datetime) -> datetime:
    """The day after it closed."""
    return call.deadline + DAY


MOMENTS: dict[str, tuple[str | Promise, Callable[[Call, datetime], datetime]]] = {
    "before": (_("Before it opens"), before),
    "open": (_("While it is open"), while_open),
    "soon": (_("Seven days or fewer before the end"), near_the_end),
    "closed": (_("Once it is closed"), after),
}


def hour_at(name: str, call: Call, now: datetime) -> datetime:
    """The hour of a moment; now, for a name that is none."""
    found = MOMENTS.get(name)
    return found[1](call, now) if found else now


# Of a page that shows calls and dates as they come: it has no life of its own to be seen at.
AHEAD: dict[str, tuple[str | Promise, timedelta]] = {
    "week": (_("In a week"), 7 * DAY),
    "month": (_("In a month"), 30 * DAY),
    "quarter": (_("In three months"), 91 * DAY),
    "half": (_("In six months"), 182 * DAY),
}


def hour_ahead(name: str, now: datetime) -> datetime:
    """So much later; now, for a name that is none."""
    found = AHEAD.get(name)
    return now + found[1] if found else now
