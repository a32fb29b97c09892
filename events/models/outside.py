"""Who has a seat at an event, or waits for one, though it is not meant for them: the audience rule, asked for each."""

from datetime import datetime

from django.db.models import CharField, IntegerField, Q, Value

from community.models import reach_of_each
from events.models.events import Event
from events.models.registrations import Registration, RegistrationQuerySet


def outside(event: Event, audience: str, promotion: int | None, now: datetime) -> RegistrationQuerySet:
    """Those whom it would not be shown to, were it for this audience; the team sees everything of its branch anyway."""
    meant = {
        "audience": Value(audience, output_field=CharField()),
        "branch": Value(event.branch_id, output_field=IntegerField()),
        "promotion": Value(promotion, output_field=IntegerField()),
    }
    rows = Registration.objects.concerned().filter(event=event).annotate(**meant)
    return rows.exclude(reach_of_each("person", now).shown() | Q(person__is_superuser=True))


def falling_out(event: Event, audience: str, promotion: int | None, now: datetime) -> RegistrationQuerySet:
    """Those whom it is shown to now, and would not be any more; whom the team has let in from outside was never among them."""
    before = outside(event, event.audience, event.promotion_id, now)
    after = outside(event, audience, promotion, now)
    return after.exclude(pk__in=before.values("pk")).select_related("person").by_name()
