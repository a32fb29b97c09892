"""What a training does when something happens to one of its days, in the same transaction."""

from typing import Any

from events.models import Event
from workshops.actions.promotions import date_training


def training_day_changed(*, event: Event, **_facts: Any) -> None:
    """A day was moved, cancelled or reinstated: the training may end at another hour."""
    if event.kind == Event.Kind.TRAINING and event.promotion is not None:
        date_training(event.promotion)
