"""What the guard of privacy keeps: a number per room and month, and digests of names, never what was written."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from hub.models import Person

MOST_NAMES = 3


class GuardCount(models.Model):
    """One room's month."""

    room = models.ForeignKey("community.Room", on_delete=models.CASCADE, related_name="+")
    month = models.DateField()
    warned = models.PositiveIntegerField(default=0)
    sent_anyway = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "month"], name="guard_count_once"),
        ]

    def __str__(self) -> str:
        return f"{self.room_id} in {self.month:%Y-%m}"


class KnownNameQuerySet(models.QuerySet["KnownName"]):
    """Words about known names."""

    def visible_to(self, person: Person) -> "KnownNameQuerySet":
        """One's own, and nobody else's."""
        return self.filter(person=person.pk)

    def in_order(self) -> "KnownNameQuerySet":
        """As they are numbered on the page."""
        return self.order_by("place", "pk")


class KnownName(models.Model):
    """A name that its author wants to be warned of: keyed digests of how it may be spelled, and not the name."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    marks = models.TextField()
    noted_at = models.DateTimeField(editable=False)

    objects = KnownNameQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "place"], name="known_name_once"),
            models.CheckConstraint(
                condition=models.Q(place__gte=1, place__lte=MOST_NAMES), name="known_name_has_a_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.place}"
