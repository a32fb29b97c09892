"""The public site's nouns: media, calls, applications, pages and site settings."""

from cms.models.alerts import Alert, Draft
from cms.models.applications import Application, Transition
from cms.models.calls import Call
from cms.models.contacts import Contact, Note
from cms.models.interviews import Interview
from cms.models.kinds import (
    AccessibilityPage,
    BranchIndexPage,
    BranchPage,
    JourneyPage,
    LegalPage,
    QuestionsPage,
    TestimoniesPage,
)
from cms.models.letters import Letter
from cms.models.media import SiteDocument, SiteImage, SiteRendition
from cms.models.messages import Message
from cms.models.needs import Need
from cms.models.newsletter import Newsletter, Subscription
from cms.models.offered import offered_sessions
from cms.models.organisation import Organisation
from cms.models.pages import CallIndexPage, CallPage, HomePage, StandardPage
from cms.models.resources import ResourceIndexPage, ResourcePage
from cms.models.sources import Erased, PageDay, Source
from cms.models.testimonies import Testimony
from cms.models.twins import Distinct

__all__ = [
    "AccessibilityPage",
    "Alert",
    "Application",
    "BranchIndexPage",
    "BranchPage",
    "Call",
    "CallIndexPage",
    "CallPage",
    "Contact",
    "Distinct",
    "Draft",
    "Erased",
    "HomePage",
    "Interview",
    "JourneyPage",
    "LegalPage",
    "Letter",
    "Message",
    "Need",
    "Newsletter",
    "Note",
    "Organisation",
    "PageDay",
    "QuestionsPage",
    "ResourceIndexPage",
    "ResourcePage",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "Source",
    "StandardPage",
    "Subscription",
    "TestimoniesPage",
    "Testimony",
    "Transition",
    "offered_sessions",
]
