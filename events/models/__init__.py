"""The events' nouns."""

from events.models.events import Event
from events.models.registrations import Registration

__all__ = ["Event", "Registration"]
