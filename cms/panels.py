"""What the public site shows elsewhere: menus, the phone, its text in mails, who waits for whom."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import F, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.dashboard import FORTNIGHT
from cms.due import due_of, due_words, longest_first
from cms.links import status_path, status_url
from cms.menus import BY_EDITORS, FOOTER
from cms.models import AccessibilityPage, Application, Organisation, ResourceIndexPage, ResourcePage
from cms.models.applications import State
from cms.policies import looks_after, may_choose_session
from cms.shelf import annotated, in_menus, trees_in_menus, trees_of
from cms.standing import placed
from cms.written import LANGUAGES, WRITTEN, languages_for
from events.models import Registration
from hub.models import Person
from hub.panels import Panel
from hub.prepared import Prepared
from hub.tags import language

MOST = 15
STATEMENT = "accessibilite"


def stated_organisation() -> Any:
    """That of the default site, with how accessible the site is said to be."""
    stated = AccessibilityPage.objects.live().filter(locale__language_code="fr").order_by("pk").values("conformity")
    sites = Organisation.objects.filter(site__is_default_site=True).annotate(conformity=Subquery(stated[:1]))
    return sites.order_by("pk")[:1]


def written_libraries() -> Any:
    """The library of each language that has one, with that as `tongue`."""
    rows = ResourceIndexPage.objects.live().filter(WRITTEN, locale__language_code__in=LANGUAGES)
    return rows.annotate(tongue=F("locale__language_code")).order_by("pk")


# Asked for by every page, and by every page behind sign-in.
ORGANISATION = Prepared(stated_organisation)
LIBRARIES = Prepared(written_libraries)


def address(path: str = "") -> str:
    """A page's path in the reader's language; paths are the same in all three."""
    return f"/{language()}/{path}"


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
    """In the members' menu: the library, in the reader's language or the first that has one."""
    order = languages_for(language())
    found = sorted(LIBRARIES.all(), key=lambda one: order.index(one.tongue))
    return [{"url": at.url, "other": at.other, "label": _("Resources")} for at in placed(found[:1])]


def footer_links() -> list[dict[str, Any]]:
    """The links at the foot of every page; the law asks that one of them says how accessible the site is."""
    labels = (
        _("Our branches"),
        _("Testimonies"),
        _("Resources"),
        _("Contact"),
        _("Newsletter"),
        _("Find a page"),
        _("All the pages"),
        _("Accessibility"),
        _("Privacy"),
        _("Legal notice"),
    )
    links = zip(FOOTER, labels, strict=True)
    return [{"url": address(f"{slug}/"), "label": label, "state": slug == STATEMENT} for slug, label in links]


def menu_tongues() -> dict[str, str]:
    """{path: language} of the pages in the menus that are not translated yet: their links say in which language one reads
    them. Read with the page that is shown, else one query; none in French, in which pages are written first.
    """
    asked = language()
    if asked == settings.LANGUAGE_CODE:
        return {}
    trees = trees_in_menus() or trees_of(annotated(in_menus(asked)))
    found = {slug: trees.page_at(f"{slug}/") for slug in BY_EDITORS}
    return {address(f"{slug}/"): page.tongue for slug, page in found.items() if page and page.tongue != asked}


def organisation() -> dict[str, Any]:
    """The association's name, phone and hours, as the site's editors keep them, and how accessible the site is."""
    home = ORGANISATION.first() or Organisation()
    state = AccessibilityPage.Conformity(found).label if (found := getattr(home, "conformity", None)) else ""
    facts = {"name": home.name, "phone": home.phone, "hours": home.hours, "address": home.address}
    return {**facts, "accessibility": state}


def application_in_mail(registration: Registration) -> Panel | None:
    """In the mails about a session: what comes next, where the application can be followed and changed."""
    now, application = timezone.now(), mail_application(registration)
    if application is None:
        return None
    chosen = application.registration
    context = {
        "application": application,
        **due_words(application, now),
        "waits": registration.state in {registration.State.WAITING, registration.State.OFFERED},
        "moved": chosen.event if chosen is not None and chosen.pk != registration.pk else None,
        "may_choose": may_choose_session(application, now),
        "link": status_url(application),
        "session_link": status_url(application, "session"),
    }
    return Panel("mail/parts/application", context)


def mail_application(registration: Registration) -> Application | None:
    """The application a seat belongs to; of a seat that was changed for another, the one that moved on."""
    rows = Application.objects.select_related("registration__event", "interview", "call__branch")
    found = rows.filter(registration=registration).first()
    if found or registration.state != registration.State.WITHDRAWN:
        return found
    chosen = rows.filter(person=registration.person_id, state=State.SESSION_CHOSEN)
    return chosen.order_by("-since", "-pk").first()


def application_of_seat(registration: Registration) -> Panel | None:
    """On the page of a seat: the way to the application it belongs to."""
    rows = Application.objects.select_related("call", "registration__event")
    application = rows.filter(registration=registration).first()
    if application is None:
        return None
    context = {
        "status_path": status_path(application),
        "session_path": status_path(application, "session"),
        "may_choose": may_choose_session(application, timezone.now()),
    }
    return Panel("cms/panels/seat.html", context)


def waiting_panel(person: Person, now: datetime) -> Panel | None:
    """Who waits for the team, the longest first, and how many to call or answer today; for those who handle them."""
    keys = looks_after(person, now)
    if not keys:
        return None
    rows = Application.objects.in_branches(keys).waiting()
    applications = rows.with_refused_mail().select_related(
        "person", "call__branch", "call__promotion__branch", "registration__event", "interview"
    )
    today = timezone.localdate(now)
    turns = [(one, due_of(one, now)) for one in applications]
    turns.sort(key=lambda pair: longest_first(*pair))
    waiting: list[dict[str, Any]] = [
        {"application": one, "due": due, "late": due.is_late(today)} for one, due in turns[:MOST]
    ]
    due_today = sum(due.is_due(today) for _one, due in turns)
    return Panel("cms/panels/waiting.html", {"waiting": waiting, "due": due_today, "more": len(turns) - len(waiting)})


def kept_panel(person: Person, now: datetime) -> Panel | None:
    """Whether a sheet of the library that somebody keeps true is to be read again; for those who keep one. One query."""
    days = list(ResourcePage.objects.kept_by(person).order_by("pk").values_list("review_on", flat=True))
    soon = timezone.localdate(now) + FORTNIGHT
    return Panel("cms/panels/kept.html", {"due": sum(day <= soon for day in days)}) if days else None
