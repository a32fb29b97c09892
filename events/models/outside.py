"""Who has a seat at an event, or waits for one, though it is not meant for them: the audience rule, asked for each."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import CharField, ExpressionWrapper, F, IntegerField, Q, Value

from community.models import reach_of_each
from events.models.events import Event
from events.models.registrations import Registration, RegistrationQuerySet

TODAY = {
    "audience": ExpressionWrapper(F("event__audience"), CharField()),
    "promotion": ExpressionWrapper(F("event__promotion"), IntegerField()),
}


def were_it_for(audience: str, promotion: int | None) -> dict[str, Any]:
    """The same conditions, for an audience that is not there yet."""
    return {"audience": Value(audience, CharField()), "promotion": Value(promotion, IntegerField())}


def outside(events: Iterable[Event], meant: Mapping[str, Any], now: datetime) -> RegistrationQuerySet:
    """Those whom these are not shown to, being meant for this audience; the team sees everything of its branch anyway."""
    branch = ExpressionWrapper(F("event__branch"), IntegerField())
    rows = Registration.objects.concerned().filter(event__in=events).annotate(branch=branch, **meant)
    return rows.exclude(reach_of_each("person", now).shown() | Q(person__is_superuser=True))


def falling_out(events: list[Event], audience: str, promotion: int | None, now: datetime) -> RegistrationQuerySet:
    """Those whom one of these is shown to now, and would not be any more; one query for all.

    Whom the team has let in from outside was never among them.
    """
    before, after = outside(events, TODAY, now), outside(events, were_it_for(audience, promotion), now)
    return after.exclude(pk__in=before.values("pk")).select_related("person").by_name()
