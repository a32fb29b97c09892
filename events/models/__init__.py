"""The events' nouns."""

from events.models.events import Event
from events.models.links import CalendarLink, MailedEntries
from events.models.outings import Outing
from events.models.registrations import Registration
from events.models.reminders import EventReminder
from events.models.series import EventSeries

__all__ = ["CalendarLink", "Event", "EventReminder", "EventSeries", "MailedEntries", "Outing", "Registration"]
