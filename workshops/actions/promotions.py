"""Opens a promotion: the only way one comes to be."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from community.actions.promotions import enrol, found_promotion, keep_trained_at
from community.models import Audience, Membership, Promotion
from events.actions.schedule import schedule_event, wall
from events.models import Event
from hub.db import write
from hub.errors import Refusal
from hub.models import Branch, Person

TRAINING_DAYS = 4
MORNING, EVENING = time(9, 30), time(17, 0)


class PromotionRefusal(Refusal):
    """A promotion has four training days, all different."""


def open_promotion(
    *,
    actor: Person | None,
    branch: Branch,
    number: int,
    days: Sequence[date],
    now: datetime,
    referent: Person,
    language: str = "fr",
    place: str = "",
    capacity: int = 16,
) -> Promotion:
    """Founds the promotion, its référent and its four training days in one transaction.

    Raises PromotionRefusal unless four different days are given.
    """
    if len(set(days)) != TRAINING_DAYS:
        raise PromotionRefusal("days", _("A promotion has four training days, all different."))
    with write(), override(language):
        promotion = found_promotion(actor=actor, branch=branch, number=number, language=language, now=now)
        enrol(actor=actor, promotion=promotion, person=referent, role=Membership.Role.REFERENT, now=now)
        for index, day in enumerate(sorted(days), start=1):
            add_day(promotion, index, day, actor=actor, place=place, capacity=capacity, now=now)
        date_training(promotion)
    return promotion


def add_day(
    promotion: Promotion, number: int, day: date, *, actor: Person | None, place: str, capacity: int, now: datetime
) -> None:
    """A step: one training day; the first one gives the series its name."""
    first = Event.objects.of_kind(Event.Kind.TRAINING).filter(promotion=promotion).soonest_first().first()
    uid = uuid.uuid4()
    schedule_event(
        actor=actor,
        branch=promotion.branch,
        wall_start=wall(day, MORNING),
        wall_end=wall(day, EVENING),
        now=now,
        uid=uid,
        series=first.series if first else uid,
        kind=Event.Kind.TRAINING,
        title=_("Training day %(number)s of 4") % {"number": number},
        language=promotion.language,
        promotion=promotion,
        audience=Audience.PROMOTION,
        mode=Event.Mode.IN_PERSON,
        place=place,
        address=promotion.branch.address,
        seats_in_person=capacity,
    )


def date_training(promotion: Promotion) -> None:
    """A step: whoever is in it counts as trained when the last day that takes place is over."""
    days = Event.objects.published().of_kind(Event.Kind.TRAINING).filter(promotion=promotion)
    keep_trained_at(promotion, days.aggregate(Max("ends_at"))["ends_at__max"])
