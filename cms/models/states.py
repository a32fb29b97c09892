"""The state of a recruitment call: one pure function of dated facts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

SOON = timedelta(days=7)
FEW_SEATS = 3


class CallState(models.TextChoices):
    """Every state of a call, in the order in which they win."""

    CANCELLED = "cancelled", _("cancelled")
    DRAFT = "draft", _("draft")
    SCHEDULED = "scheduled", _("not open yet")
    CLOSED = "closed", _("closed")
    FULL = "full", _("full")
    CLOSING_SOON = "closing_soon", _("closing soon")
    OPEN = "open", _("open")


TAKES_APPLICATIONS = frozenset({CallState.OPEN, CallState.CLOSING_SOON, CallState.FULL})


@dataclass(frozen=True)
class CallFacts:
    """All that the state of a call depends on, but the hour."""

    cancelled: bool
    published: bool
    opens_at: datetime
    deadline: datetime
    training_begins: datetime | None
    total: int
    accepted: int
    reserved: int = 0

    @property
    def seats_left(self) -> int:
        """What is neither accepted nor offered; never below nought."""
        return max(0, self.total - self.accepted - self.reserved)


def call_state(facts: CallFacts, now: datetime) -> CallState:
    """The state at an instant; the first that holds wins."""
    begun = facts.training_begins is not None and facts.training_begins <= now
    rules = (
        (facts.cancelled, CallState.CANCELLED),
        (not facts.published, CallState.DRAFT),
        (now < facts.opens_at, CallState.SCHEDULED),
        (facts.deadline <= now or begun, CallState.CLOSED),
        (facts.seats_left == 0, CallState.FULL),
        (facts.deadline - now <= SOON or facts.seats_left <= FEW_SEATS, CallState.CLOSING_SOON),
    )
    return next((state for holds, state in rules if holds), CallState.OPEN)
