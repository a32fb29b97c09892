"""How many young people wait for a mentor, and how many mentors are free: typed by the team, with its day and source."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models

from hub.words.languages import IN

# Nothing older is shown to the public, nor so few young people that they could be known by it.
FRESH = timedelta(days=35)
FEWEST = 5


# What is said of a need.
FACTS = ("language", "waiting", "available", "counted_on", "source")


class NeedQuerySet(models.QuerySet["Need"]):
    """Words about needs."""

    def public(self, today: date) -> "NeedQuerySet":
        """Those the public may read: fresh, not of a few people, and mentors are missing."""
        fresh = self.filter(counted_on__gte=today - FRESH, counted_on__lte=today)
        return fresh.filter(waiting__gte=FEWEST, waiting__gt=models.F("available"))


class Need(models.Model):
    """What one branch needs for duos in one language, as it was typed last; the journal knows what was typed before."""

    branch = models.ForeignKey("hub.Branch", on_delete=models.CASCADE, related_name="needs")
    language = models.CharField(max_length=2)
    waiting = models.PositiveSmallIntegerField()
    available = models.PositiveSmallIntegerField()
    counted_on = models.DateField()
    source = models.CharField(max_length=120)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    typed_at = models.DateTimeField()

    objects = NeedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["branch", "language"], name="need_once_per_language"),
            models.CheckConstraint(condition=~models.Q(source=""), name="need_has_source"),
        ]

    def __str__(self) -> str:
        return f"branch {self.branch_id}, {self.language}: {self.waiting} wait, {self.available} are free"

    @property
    def missing(self) -> int:
        """How many mentors are missing."""
        return max(0, self.waiting - self.available)

    @property
    def spoken(self) -> str:
        """The language of the duos, in words."""
        return str(IN.get(self.language, ""))

    def is_public(self, today: date) -> bool:
        """Whether the public reads it; the same as `public()`."""
        return today - FRESH <= self.counted_on <= today and self.waiting >= FEWEST and self.missing > 0


def most_missing(needs: Iterable[Need]) -> list[Need]:
    """Those where most mentors are missing first."""
    return sorted(needs, key=lambda one: (-one.missing, one.language))
