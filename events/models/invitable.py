"""Whom a date is meant for, as far as its team may ask them by mail."""

from datetime import datetime

from django.db.models import QuerySet

from community.models import Audience, Membership
from events.models.events import Event
from hub.models import Person


def meant_for(event: Event, now: datetime) -> QuerySet[Person]:
    """The mentors of its promotion, or of its branch: others hear of it from the agenda; whoever wants no invitation is not
    among them.
    """
    members = Membership.objects.current(now).mentors()
    if event.audience == Audience.PROMOTION:
        members = members.filter(promotion=event.promotion_id)
    else:
        members = members.filter(promotion__branch=event.branch_id)
    if event.audience == Audience.TRAINED:
        members = members.filter(promotion__trained_at__lte=now)
    people = Person.objects.filter(pk__in=members.values("person"), is_active=True).exclude(email="")
    return people.exclude(mailed_entries__invited=False)


def not_yet_asked(event: Event, now: datetime) -> QuerySet[Person]:
    """Those of them who have neither a seat nor answered, nor given one back, nor been asked."""
    return meant_for(event, now).exclude(registrations__event=event).order_by("pk")
