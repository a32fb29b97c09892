"""Addresses of an application that need no account."""

from django.urls import reverse

from cms.models import Alert, Application, Draft, Subscription
from hub.links import absolute, seal


def status_path(application: Application, page: str = "status") -> str:
    """The path of the signed page "Where am I?", or of one of its acts (session, withdraw)."""
    return reverse(f"cms_mailed:{page}", args=[seal("application", application.pk)])


def sheet_path(application: Application, page_id: int) -> str:
    """The path of a sheet of the library, as the same link opens it."""
    return reverse("cms_mailed:sheet", args=[seal("application", application.pk), page_id])


def status_url(application: Application, page: str = "status") -> str:
    """The same, whole, as a mail carries it."""
    return absolute(status_path(application, page))


def alert_path(alert: Alert) -> str:
    """The path of the page that confirms a wish to be told, or ends it."""
    return reverse("cms_mailed:alert", args=[seal("alert", alert.pk)])


def draft_path(draft: Draft) -> str:
    """The path of the form as it was left."""
    return reverse("cms_mailed:draft", args=[seal("draft", draft.pk)])


def subscription_path(subscription: Subscription) -> str:
    """The path of the page that confirms a subscription, or ends it."""
    return reverse("cms_mailed:newsletter", args=[seal("newsletter", subscription.pk)])
