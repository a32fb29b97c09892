"""The public site's nouns: media, calls, applications, pages and site settings."""

from cms.models.applications import Application, Transition
from cms.models.calls import Call
from cms.models.media import SiteDocument, SiteImage, SiteRendition
from cms.models.offered import offered_sessions
from cms.models.organisation import Organisation
from cms.models.pages import CallIndexPage, CallPage, HomePage, StandardPage
from cms.models.resources import ResourceIndexPage, ResourcePage

__all__ = [
    "Application",
    "Call",
    "CallIndexPage",
    "CallPage",
    "HomePage",
    "Organisation",
    "ResourceIndexPage",
    "ResourcePage",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "StandardPage",
    "Transition",
    "offered_sessions",
]
