"""What a change means to those who have a seat or wait for one: said before it is done, and asked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q

from events.actions.details import Details, Terms, check_hours, check_training, meant_by
from events.actions.schedule import check_meant
from events.models import Event, Registration
from events.models.outside import Meant, falling_out

Change = tuple[Event, Details]


@dataclass(frozen=True)
class Affected:
    """Those it is not meant for any more, who keep what they have; those who take part another way from now on."""

    fallen: list[Registration] = field(default_factory=list)
    switched: int = 0
    mode: str = ""

    @property
    def asks(self) -> bool:
        """Whether there is somebody to think of first."""
        return bool(self.fallen or self.switched)


def affected_by(event: Event, details: Details, now: datetime) -> Affected:
    """Two queries at most, none where neither audience nor way change; raises ScheduleRefusal where the change makes no sense."""
    changes = [(event, details)]
    check_changes(changes, now)
    return affected_by_each(changes, now)


def check_changes(changes: Iterable[Change], now: datetime) -> None:
    """As `check_change`, for several dates: each promotion is asked for once. Raises ScheduleRefusal."""
    known = set()
    for event, details in changes:
        if isinstance(details, Terms):
            key = (event.branch_id, meant_by(details))
            if key not in known:
                check_meant(event.branch, meant_by(details))
                known.add(key)
            check_training(event, details)
        check_hours(event, details, now)


def affected_by_each(changes: Iterable[Change], now: datetime) -> Affected:
    """For all of these dates: each person once, and all the seats that go along; as many queries as for one."""
    narrowed, without, mode = defaultdict(list), defaultdict(list), ""
    for event, details in changes:
        if not isinstance(details, Terms):
            continue
        if (meant := meant_by(details)) != Meant.of(event):
            narrowed[meant].append(event)
        for way in set(event.modes) - set(Event(mode=details.mode).modes):
            without[way].append(event)
            mode = details.mode
    fallen = [row for meant, events in narrowed.items() for row in falling_out(events, meant, now)]
    gone = [Q(mode=way, event__in=events) for way, events in without.items()]
    switched = Registration.objects.concerned().filter(reduce(or_, gone)).count() if gone else 0
    return Affected(list({row.person_id: row for row in fallen}.values()), switched, mode)
