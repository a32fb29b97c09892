"""Whom a date is meant for, as far as its team may ask them by mail."""

from datetime import datetime
from typing import Any

from django.db.models import IntegerField, QuerySet, Value

from community.models import Audience, Membership, reach_of_each
from events.models.events import Event
from events.models.outside import Meant
from hub.models import Person


def meant_for(event: Event, now: datetime) -> QuerySet[Person]:
    """Of the mentors of its promotions, or of its branches, those to whom the audience rule shows it, as members and not as team.

    Others hear of it from the agenda; whoever wants no invitation is not among them.
    """
    near: dict[str, Any] = {"promotion__branch__in": [event.branch_id, *event.further_branches]}
    if event.audience == Audience.PROMOTION:
        near = {"promotion__in": [event.promotion_id, *event.further_promotions]}
    members = Membership.objects.current(now).mentors().filter(**near)
    people = Person.objects.filter(pk__in=members.values("person"), is_active=True).exclude(email="")
    meant = Meant.of(event)
    people = people.annotate(branch=Value(event.branch_id, IntegerField()), **meant.fields)
    shown = people.filter(reach_of_each("pk", now).as_member.shown(meant.further))
    return shown.exclude(mailed_entries__invited=False)


def not_yet_asked(event: Event, now: datetime) -> QuerySet[Person]:
    """Those of them who have neither a seat nor answered, nor given one back, nor been asked."""
    return meant_for(event, now).exclude(registrations__event=event).order_by("pk")
