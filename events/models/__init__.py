"""The events' nouns."""

from events.models.albums import EventPhoto
from events.models.consents import Consent
from events.models.doors import SpokenWord
from events.models.events import Event
from events.models.further import OpenBranch, OpenPromotion
from events.models.links import CalendarLink, MailedEntries
from events.models.outings import Outing
from events.models.proposals import Proposal
from events.models.registrations import Registration
from events.models.reminders import EventReminder
from events.models.series import EventSeries

__all__ = [
    "CalendarLink",
    "Consent",
    "Event",
    "EventPhoto",
    "EventReminder",
    "EventSeries",
    "MailedEntries",
    "OpenBranch",
    "OpenPromotion",
    "Outing",
    "Proposal",
    "Registration",
    "SpokenWord",
]
