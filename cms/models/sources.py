"""Where applications come from: the list a call keeps, and what is counted of it, as numbers alone."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

# Every call has a poster; what the team writes in from a table has no address to come from.
POSTER, TABLE = "affiche", "tableau"
GIVEN = {POSTER: _("Poster"), TABLE: _("From a table, by the team")}
LONGEST_WORD = 30


class SourceQuerySet(models.QuerySet["Source"]):
    """Words about sources."""

    def open(self) -> "SourceQuerySet":
        """Those whose links count."""
        return self.filter(ended_at=None)


class Source(models.Model):
    """A way by which people hear of one call: what its links carry, and what the team calls it."""

    call = models.ForeignKey("cms.Call", on_delete=models.CASCADE, related_name="sources")
    word = models.CharField(max_length=LONGEST_WORD)
    name = models.CharField(max_length=60)
    # Its links count as none from then on; what they have brought stays counted.
    ended_at = models.DateTimeField(null=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["call", "word"], name="source_once_per_call")]

    def __str__(self) -> str:
        return self.name


class PageDay(models.Model):
    """How often a call's page was opened, and its form begun, on one day; "" where no source is known."""

    call = models.ForeignKey("cms.Call", on_delete=models.CASCADE, related_name="page_days")
    source = models.CharField(max_length=LONGEST_WORD, blank=True)
    day = models.DateField()
    seen = models.PositiveIntegerField(default=0)
    begun = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["call", "source", "day"], name="page_day_once")]

    def __str__(self) -> str:
        return f"call {self.call_id}, {self.source or 'no source'}, {self.day}: {self.seen}"


class Erased(models.Model):
    """How far applications that have been erased had come: so many, without a day or a name."""

    call = models.ForeignKey("cms.Call", on_delete=models.CASCADE, related_name="erased")
    source = models.CharField(max_length=LONGEST_WORD, blank=True)
    applied = models.PositiveIntegerField(default=0)
    attended = models.PositiveIntegerField(default=0)
    interviewed = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    trained = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["call", "source"], name="erased_once_per_source")]

    def __str__(self) -> str:
        return f"call {self.call_id}, {self.source or 'no source'}: {self.applied}"


def known_source(call_id: int, word: str) -> str:
    """The word, where the call's links carry it; "" for any other: what an address says is never kept as it is."""
    if word == POSTER:
        return word
    if not word or len(word) > LONGEST_WORD or "\0" in word:
        return ""
    return word if Source.objects.open().filter(call=call_id, word=word).exists() else ""
