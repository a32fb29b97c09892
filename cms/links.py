"""Addresses of an application that need no account."""

from django.urls import reverse

from cms.models import Application
from hub.links import absolute, seal


def status_path(application: Application, page: str = "status") -> str:
    """The path of the signed page "Where am I?", or of one of its acts (session, withdraw)."""
    return reverse(f"cms_mailed:{page}", args=[seal("application", application.pk)])


def status_url(application: Application, page: str = "status") -> str:
    """The same, whole, as a mail carries it."""
    return absolute(status_path(application, page))
