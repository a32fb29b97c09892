"""Mails that say: somebody has written to you about an application. The text itself stands on the page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.links import status_url
from cms.models import Message
from cms.notices import branch_mail
from hub.links import absolute
from hub.mail.message import Mail, NoticeKind
from hub.models import Notice


def read(notice: Notice) -> Message | None:
    """The message, if it still waits for an answer."""
    rows = Message.objects.select_related("application__call__branch", "application__person", "author")
    return rows.filter(pk=notice.target_id or 0, seen_at=None).first()


def build_to_applicant(notice: Notice) -> Mail | None:
    """The team has written: in full, it is theirs, with the way to answer."""
    message = read(notice)
    if message is None:
        return None
    link = status_url(message.application, "messages")
    branch = message.application.call.branch
    return branch_mail(_("A message from Le Banc"), "message_to_applicant", branch, message=message, link=link)


def build_to_team(notice: Notice) -> Mail | None:
    """An applicant has written: who, and where to answer; the words stay on the page, behind the sign-in."""
    message = read(notice)
    if message is None:
        return None
    application = message.application
    link = absolute(reverse("cms:application_messages", args=[application.pk]))
    subject = _("%(name)s has written to you") % {"name": application.person.full_name}
    return branch_mail(subject, "message_to_team", application.call.branch, applicant=application.person, link=link)


to_applicant = NoticeKind(code="message.to_applicant", build=build_to_applicant)
to_team = NoticeKind(code="message.to_team", build=build_to_team)
