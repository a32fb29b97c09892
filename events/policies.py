"""Who may do what with an event: pure predicates on rows read under the lock."""

from datetime import datetime

from events.models import Event


def may_register(event: Event, now: datetime) -> bool:
    """Whoever sees it, until it begins; a training day is its promotion's, whose roster says who comes."""
    return event.status == Event.Status.PUBLISHED and event.kind != Event.Kind.TRAINING and event.starts_at > now
