"""The word that is said to those who take part from home: whoever heard it is there."""

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models

from events.models.events import Event


class SpokenWordQuerySet(models.QuerySet["SpokenWord"]):
    """Words about spoken words."""

    def valid(self, now: datetime) -> "SpokenWordQuerySet":
        """Those whose minutes are not over."""
        return self.filter(until__gt=now)


class SpokenWord(models.Model):
    """The last word that was shown for an event; the next takes its place."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="spoken_word")
    word = models.CharField(max_length=30)
    until = models.DateTimeField()

    objects = SpokenWordQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["until"], name="spoken_word_until")]

    def __str__(self) -> str:
        return f"{self.event_id} until {self.until:%H:%M}"

    @property
    def last_minute(self) -> datetime:
        """Until when it counts, as clocks on the wall of the event show it."""
        return self.until.astimezone(ZoneInfo(self.event.zone))
