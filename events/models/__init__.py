"""The events' nouns."""

from events.models.events import Event
from events.models.links import CalendarLink
from events.models.registrations import Registration

__all__ = ["CalendarLink", "Event", "Registration"]
