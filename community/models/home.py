"""What a promotion's page says of its people: what each can help with, and who stands in for a référent who is away."""

from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from community.models.promotions import Membership, Promotion

# Somebody who could help two years ago may have moved on.
SHOWN_FOR = timedelta(days=365)


class OfferQuerySet(models.QuerySet["Offer"]):
    """Words about what members can help with."""

    def shown(self, now: datetime) -> "OfferQuerySet":
        """Said or confirmed within a year."""
        return self.filter(said_at__gt=now - SHOWN_FOR)


class Offer(models.Model):
    """What a member lets the others of their promotions know that they can help with, in their own words."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="offer")
    words = models.CharField(max_length=160)
    said_at = models.DateTimeField(editable=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(words=""), name="offer_says_something")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.words}"

    @property
    def until(self) -> datetime:
        """When it is shown no longer, unless it is confirmed."""
        return self.said_at + SHOWN_FOR


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """Words about absences."""

    def current(self, on: date) -> "AbsenceQuerySet":
        """Begun, and not back on that day."""
        return self.filter(starts_on__lte=on, back_on__gt=on)

    def to_come(self, on: date) -> "AbsenceQuerySet":
        """Not over."""
        return self.filter(back_on__gt=on)

    def kept_by(self, person: Any, now: datetime) -> "AbsenceQuerySet":
        """Of the référents of the promotions that this person keeps in order; one's own among them."""
        led = Promotion.objects.moderated_by(person, now)
        referents = Membership.objects.current(now).filter(promotion__in=led, role=Membership.Role.REFERENT)
        return self.filter(person__in=referents.values("person"))


class Absence(models.Model):
    """From when to when a référent is away, and who stands in."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="absences")
    starts_on = models.DateField()
    # The first day on which they are there again.
    back_on = models.DateField()
    stand_in = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(back_on__gt=models.F("starts_on")), name="absence_ends_after_start"
            ),
            models.UniqueConstraint(fields=["person", "starts_on"], name="absence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} from {self.starts_on} to {self.back_on}"
