"""Who has a seat at an event, or waits for one, though it is not meant for them: the audience rule, asked for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, ExpressionWrapper, F, IntegerField, Q, Value

from community.models import Further, reach_of_each
from events.models.events import Event
from events.models.further import further_of, were_it_open_to
from events.models.registrations import Registration, RegistrationQuerySet


@dataclass(frozen=True)
class Meant:
    """Whom dates are meant for, beside the branch that holds each."""

    audience: str
    promotion: int | None = None
    further_branches: tuple[int, ...] = ()
    further_promotions: tuple[int, ...] = ()
    stage: str = ""

    @classmethod
    def of(cls, event: Event) -> "Meant":
        """As it stands."""
        return cls(event.audience, event.promotion_id, event.further_branches, event.further_promotions, event.stage)

    @property
    def fields(self) -> dict[str, Any]:
        """What the audience rule reads, for rows that do not say it themselves."""
        return {
            "audience": Value(self.audience, CharField()),
            "stage": Value(self.stage, CharField()),
            "promotion": Value(self.promotion, IntegerField()),
        }

    @property
    def further(self) -> Further:
        """Whom they name beside."""
        return were_it_open_to(self.further_branches, self.further_promotions)


TODAY = {
    "audience": ExpressionWrapper(F("event__audience"), CharField()),
    "stage": ExpressionWrapper(F("event__stage"), CharField()),
    "promotion": ExpressionWrapper(F("event__promotion"), IntegerField()),
}


def outside(events: Iterable[Event], meant: Meant | None, now: datetime) -> RegistrationQuerySet:
    """Those whom these are not shown to, were they `meant` so, else as they stand; the team sees all of its branch anyway."""
    branch = ExpressionWrapper(F("event__branch"), IntegerField())
    fields, further = (meant.fields, meant.further) if meant else (TODAY, further_of("event"))
    rows = Registration.objects.concerned().filter(event__in=events).annotate(branch=branch, **fields)
    return rows.exclude(reach_of_each("person", now).shown(further) | Q(person__is_superuser=True))


def falling_out(events: list[Event], meant: Meant, now: datetime) -> RegistrationQuerySet:
    """Those whom one of these is shown to now, and would not be any more; one query for all.

    Whom the team has let in from outside was never among them.
    """
    before, after = outside(events, None, now), outside(events, meant, now)
    return after.exclude(pk__in=before.values("pk")).select_related("person").by_name()
