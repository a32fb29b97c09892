"""Who may do what with an event: pure predicates on rows read under the lock."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from events.models import Event
from hub.policies import branches_of_team


def may_register(event: Event, now: datetime) -> bool:
    """Whoever sees it, until it begins; a training day is its promotion's, whose roster says who comes."""
    return event.status == Event.Status.PUBLISHED and event.kind != Event.Kind.TRAINING and event.starts_at > now


def may_run(person: Any, event: Event, now: datetime) -> bool:
    """The team of its branch, and administrators."""
    return event.branch_id in branches_of_team(person, on=timezone.localdate(now))
