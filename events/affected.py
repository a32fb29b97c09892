"""What a change means to those who have a seat or wait for one: said before it is done, and asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from events.actions.lives import Details, Terms, check_change
from events.models import Event, Registration
from events.models.outside import falling_out


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
    check_change(event, details, now)
    if not isinstance(details, Terms):
        return Affected()
    meant, same = (details.audience, details.promotion_id), (event.audience, event.promotion_id)
    fallen = list(falling_out(event, *meant, now)) if meant != same else []
    gone = set(event.modes) - set(Event(mode=details.mode).modes)
    rows = Registration.objects.concerned().filter(event=event, mode__in=gone)
    return Affected(fallen, rows.count() if gone else 0, details.mode)


def add_up(found: Iterable[Affected]) -> Affected:
    """The same for several dates: each person once, and all the seats that go along."""
    some = list(found)
    people = {row.person_id: row for one in some for row in one.fallen}
    return Affected(list(people.values()), sum(one.switched for one in some), next((one.mode for one in some), ""))
