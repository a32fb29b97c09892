"""What the public site shows elsewhere: menus, the phone, its text in mails, who waits for whom."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.links import status_path, status_url
from cms.models import Application, Organisation, ResourceIndexPage
from cms.policies import next_of
from events.models import Registration
from hub.models import Notice, Person
from hub.panels import Panel
from hub.policies import branches_of_team

FOOTER = ("accessibilite", "vie-privee", "mentions-legales", "contact")


def address(path: str = "") -> str:
    """A page's path in the reader's language; paths are the same in all three."""
    return f"/{(get_language() or 'fr')[:2]}/{path}"


def nav_items() -> list[dict[str, Any]]:
    """The main menu."""
    return [
        {"url": address(), "label": _("Home")},
        {"url": address("devenir-mentor/"), "label": _("Become a mentor")},
        {"url": address("parcours/"), "label": _("How it works")},
        {"url": address("agenda/"), "label": _("Agenda")},
        {"url": address("questions/"), "label": _("Questions")},
        {"url": address("espace/"), "label": _("My space")},
    ]


def space_nav_items(person: Person) -> list[dict[str, Any]]:
    """In the members' menu: the library, in the languages that have one."""
    library = ResourceIndexPage.objects.live().filter(locale__language_code=(get_language() or "fr")[:2])
    return [{"url": address(f"{page.slug}/"), "label": _("Resources")} for page in library.order_by("pk")[:1]]


def footer_links() -> list[dict[str, Any]]:
    """The links at the foot of every page."""
    labels = (_("Accessibility: partly conformant"), _("Privacy"), _("Legal notice"), _("Contact"))
    return [{"url": address(f"{slug}/"), "label": label} for slug, label in zip(FOOTER, labels, strict=True)]


def organisation() -> dict[str, Any]:
    """The association's name, phone and hours, as the site's editors keep them."""
    home = Organisation.objects.filter(site__is_default_site=True).order_by("pk").first() or Organisation()
    return {"name": home.name, "phone": home.phone, "hours": home.hours, "address": home.address}


def application_in_mail(registration: Registration) -> Panel | None:
    """In the mail that confirms a session: where the application can be followed and changed."""
    application = Application.objects.filter(registration=registration).first()
    if application is None:
        return None
    context = {"link": status_url(application), "session_link": status_url(application, "session")}
    return Panel("mail/parts/application", context)


def application_of_seat(registration: Registration) -> Panel | None:
    """On the page of a seat: the way to the application it belongs to."""
    application = Application.objects.filter(registration=registration).first()
    if application is None:
        return None
    context = {"status_path": status_path(application), "session_path": status_path(application, "session")}
    return Panel("cms/panels/seat.html", context)


def waiting_panel(person: Person, now: datetime) -> Panel | None:
    """Who waits for what, the longest first."""
    keys = branches_of_team(person, on=timezone.localdate(now))
    refused = Notice.objects.filter(person=OuterRef("person"), state=Notice.State.FAILED)
    rows = Application.objects.in_branches(keys).waiting().oldest_first().annotate(mail_refused=Exists(refused))
    applications = rows.select_related("person", "call__branch", "call__promotion__branch", "registration__event")
    today = timezone.localdate(now)
    turns = [(one, next_of(one, now)) for one in applications[:200]]
    waiting: list[dict[str, Any]] = [
        {"application": one, "next": turn, "late": turn.is_late(today)} for one, turn in turns
    ]
    waiting.sort(key=lambda row: (row["next"].actor != "team", row["next"].by or today))
    return Panel("cms/panels/waiting.html", {"waiting": waiting, "today": today})
