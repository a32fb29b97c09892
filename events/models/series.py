"""Series of dates: the rhythm that made them; what takes place is always the events themselves."""

import uuid
from typing import ClassVar

from django.db import models

from events.rhythms import Rhythm, say_rhythm


class EventSeries(models.Model):
    """How a series was planned; its dates are the events whose `series` is its `uid`, also that of the first of them."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    branch = models.ForeignKey("hub.Branch", on_delete=models.PROTECT, related_name="series")
    rhythm = models.CharField(max_length=10, choices=Rhythm)
    first_on = models.DateField()
    until = models.DateField()
    skips_holidays = models.BooleanField(default=False)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(until__gte=models.F("first_on")), name="series_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.rhythm} from {self.first_on} to {self.until}"

    @property
    def words(self) -> str:
        """ "every first Thursday of the month", in the reader's language."""
        return say_rhythm(self.rhythm, self.first_on)
