"""Reminders: which of an event's have gone out, so that each does once, whatever clocks do."""

from typing import ClassVar

from django.db import models

from events.models.events import Event


class EventReminder(models.Model):
    """One reminder of one event, for the hour at which it was to begin; written with the mails it stands for."""

    class Step(models.TextChoices):
        """How long before."""

        WEEK = "week"
        DAYS = "days"
        DAY = "day"
        HOURS = "hours"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="reminders")
    step = models.CharField(max_length=5, choices=Step)
    starts_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "step", "starts_at"], name="event_reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.step} of {self.event_id}"
