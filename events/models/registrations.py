"""Registrations: one row per person and event, whatever happens to it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.events import Event


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Words about registrations."""

    def holding(self) -> "RegistrationQuerySet":
        """Those that hold a seat."""
        return self.filter(state=Registration.State.CONFIRMED)


class Registration(models.Model):
    """One person's seat at one event, in one way of taking part."""

    class State(models.TextChoices):
        """Where it stands."""

        CONFIRMED = "confirmed", _("registered")
        WITHDRAWN = "withdrawn", _("withdrawn")

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="registrations")
    mode = models.CharField(
        max_length=10, choices=[(mode.value, mode.label) for mode in Event.Mode if mode != "hybrid"]
    )
    state = models.CharField(max_length=10, choices=State, default=State.CONFIRMED)
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(editable=False)
    modified_at = models.DateTimeField(editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "person"], name="registration_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.event_id} ({self.state})"
