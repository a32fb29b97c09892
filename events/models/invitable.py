"""Whom a date is meant for, as far as its team may ask them by mail."""

from dataclasses import replace
from datetime import datetime

from django.db.models import IntegerField, QuerySet, Value

from community.models import Audience, Membership, reach_of_each
from events.models.events import Event
from events.models.outside import were_it_for
from hub.models import Branch, Person


def meant_for(event: Event, now: datetime) -> QuerySet[Person]:
    """Of the mentors of its promotion, or of its branch, those to whom the audience rule shows it, as members and not as team.

    Others hear of it from the agenda; whoever wants no invitation is not among them.
    """
    near: dict[str, int | None] = {"promotion__branch": event.branch_id}
    if event.audience == Audience.PROMOTION:
        near = {"promotion": event.promotion_id}
    members = Membership.objects.current(now).mentors().filter(**near)
    people = Person.objects.filter(pk__in=members.values("person"), is_active=True).exclude(email="")
    meant = were_it_for(event.audience, event.promotion_id)
    as_members = replace(reach_of_each("pk", now), team=Branch.objects.none())
    shown = people.annotate(branch=Value(event.branch_id, IntegerField()), **meant).filter(as_members.shown())
    return shown.exclude(mailed_entries__invited=False)


def not_yet_asked(event: Event, now: datetime) -> QuerySet[Person]:
    """Those of them who have neither a seat nor answered, nor given one back, nor been asked."""
    return meant_for(event, now).exclude(registrations__event=event).order_by("pk")
