"""Mails about an application that no session confirms: received, and asked to change."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.links import status_url
from cms.models import Application
from cms.models.applications import State
from cms.policies import next_of
from hub.mail.message import Contact, Mail, NoticeKind
from hub.models import Notice


def read_application(notice: Notice) -> Application | None:
    """The application a notice speaks of; none once it is withdrawn."""
    rows = Application.objects.alive().select_related("call__branch", "call__promotion__branch", "person")
    return rows.filter(pk=notice.target_id or 0).first()


def mail_about(application: Application, subject: str, template: str) -> Mail:
    """What both mails share."""
    branch = application.call.branch
    context = {
        "application": application,
        "branch": branch,
        "link": status_url(application),
        "session_link": status_url(application, "session"),
        "next": next_of(application, timezone.now()),
        "waiting": application.state == State.WAITING_LIST,
    }
    contact = Contact(name=str(branch.city), phone=branch.phone, hours=branch.hours)
    return Mail(subject=subject, template=template, context=context, contact=contact)


def build_received(notice: Notice) -> Mail | None:
    """We have your application: who does what next; nothing once it has moved on."""
    application = read_application(notice)
    if application is None:
        return None
    subjects: dict[str, str] = {
        State.WAITING_LIST: _("You are on the waiting list"),
        State.RECEIVED: _("We have received your application"),
    }
    subject = subjects.get(application.state)
    return mail_about(application, subject, "application_received") if subject else None


def build_change_asked(notice: Notice) -> Mail | None:
    """Somebody filled in the form with this address again: here is the link that changes it."""
    application = read_application(notice)
    if application is None:
        return None
    return mail_about(application, _("Your link to change your session"), "application_change")


received = NoticeKind(code="application.received", build=build_received)
change_asked = NoticeKind(code="application.change_asked", build=build_change_asked)
