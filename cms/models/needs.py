"""How many young people wait for a mentor, and how many mentors are free: typed by the team, with its day and source."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models

from hub.prepared import Blank
from hub.words.languages import IN

# Nothing older is shown to the public, nor so few young people that they could be known by it.
FRESH = timedelta(days=35)
FEWEST = 5


# What is said of a need.
FACTS = ("language", "waiting", "available", "counted_on", "source")


@dataclass(frozen=True)
class Told:
    """A need as pages tell it, `stale` without its numbers."""

    need: "Need"
    stale: bool = False


class NeedQuerySet(models.QuerySet["Need"]):
    """Words about needs."""

    def told(self, today: date | Blank) -> "NeedQuerySet":
        """Those the public hears of: not of a few people, and mentors are missing; of old figures without the numbers."""
        return self.filter(counted_on__lte=today, waiting__gte=FEWEST, waiting__gt=models.F("available"))

    def public(self, today: date) -> "NeedQuerySet":
        """Those of which the public may read the numbers: they are fresh, too."""
        return self.told(today).filter(counted_on__gte=today - FRESH)

    def stale(self, today: date) -> "NeedQuerySet":
        """Those that must be counted anew."""
        return self.filter(counted_on__lt=today - FRESH)


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

    def is_stale(self, today: date) -> bool:
        """Whether it must be counted anew; the same as `stale()`."""
        return self.counted_on < today - FRESH

    def is_public(self, today: date) -> bool:
        """Whether the public reads it; the same as `public()`."""
        return today - FRESH <= self.counted_on <= today and self.waiting >= FEWEST and self.missing > 0


def tell(needs: Iterable[Need], today: date) -> list[Told]:
    """What pages say of these from `told()`, most missing first; of old figures no numbers, and they come last."""
    rows = sorted(most_missing(needs), key=lambda one: one.is_stale(today))
    return [Told(one, stale=one.is_stale(today)) for one in rows]


def most_missing(needs: Iterable[Need]) -> list[Need]:
    """Those where most mentors are missing first."""
    return sorted(needs, key=lambda one: (-one.missing, one.language))
