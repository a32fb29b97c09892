"""Mails about an interview: choose an hour, it is yours, it is soon, it is free again; to whoever comes and whoever receives."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.entries import entry_of, where_of
from cms.links import status_url
from cms.models import Application, Interview
from cms.notices import branch_mail, mail_about, read_application
from cms.policies import may_choose_interview
from events.notices import with_entry
from hub.links import absolute
from hub.mail.message import Mail, NoticeKind
from hub.models import Notice
from hub.words import dates


@dataclass(frozen=True)
class Told:
    """What a notice of an interview speaks of."""

    interview: Interview
    application: Application
    sequence: int

    @property
    def stands(self) -> bool:
        """Whether they still meet at that hour, and nothing has changed since."""
        same = self.interview.sequence == self.sequence
        return same and self.application.interview_id == self.interview.pk and self.interview.starts_at > timezone.now()


def read(notice: Notice) -> Told | None:
    """The interview and the application; None where one of them is gone."""
    interview = Interview.objects.select_related("branch", "host").filter(pk=notice.target_id or 0).first()
    rows = Application.objects.select_related("person", "call__branch", "interview")
    application = rows.filter(pk=notice.facts["application"]).first()
    return Told(interview, application, int(notice.facts["sequence"])) if interview and application else None


def mail_to_applicant(told: Told, subject: str, template: str, *, comes: bool, entry: bool = True) -> Mail:
    """With the date as a calendar reads it, which takes it out again where they do not come."""
    interview, person = told.interview, told.application.person
    link = status_url(told.application, "interview")
    context = {
        "interview": interview,
        "where": where_of(interview),
        "link": link,
        "host": interview.host,
        "may_choose": may_choose_interview(told.application, timezone.now()),
    }
    mail = branch_mail(subject, template, interview.branch, **context, status_link=status_url(told.application))
    if not entry:
        return mail
    title = _("Interview with %(name)s, Le Banc") % {"name": interview.host.full_name}
    return with_entry(mail, entry_of(interview, person, title, sequence=told.sequence, comes=comes), link)


def mail_to_host(told: Told, subject: str, template: str, *, comes: bool) -> Mail:
    """The same for whoever receives them, with the way to their file."""
    interview, person = told.interview, told.application.person
    link = absolute(reverse("cms:application_file", args=[told.application.pk]))
    context = {"interview": interview, "applicant": person, "link": link, "where": where_of(interview)}
    mail = branch_mail(subject, template, interview.branch, **context)
    title = _("Interview: %(name)s") % {"name": person.full_name}
    return with_entry(mail, entry_of(interview, interview.host, title, sequence=told.sequence, comes=comes), link)


def build_proposed(notice: Notice) -> Mail | None:
    """Choose an hour, or we call you where none is kept; nothing once one is chosen, or none can be."""
    application, now = read_application(notice), timezone.now()
    if application is None or application.interview_id is not None or not may_choose_interview(application, now):
        return None
    free = list(Interview.objects.free(application.call.branch, now)[:3])
    mail = mail_about(application, _("Let us meet: your interview"), "interview_proposed")
    return Mail(mail.subject, mail.template, {**mail.context, "free": free}, mail.contact)


def build_booked(notice: Notice) -> Mail | None:
    """The hour is yours; nothing once it has changed."""
    told = read(notice)
    if told is None or not told.stands:
        return None
    return mail_to_applicant(told, _("Your interview is set"), "interview_booked", comes=True)


def build_reminder(notice: Notice) -> Mail | None:
    """It is tomorrow; nothing once it has changed."""
    told = read(notice)
    if told is None or not told.stands:
        return None
    when = dates.moment(told.interview.start, (get_language() or "fr")[:2], year=False)
    subject = _("Reminder: your interview, %(when)s") % {"when": when}
    return mail_to_applicant(told, subject, "interview_booked", comes=True, entry=False)


def build_freed(notice: Notice) -> Mail | None:
    """That hour is free again: it leaves the calendar; nothing to who has taken it anew."""
    told = read(notice)
    if told is None or told.application.interview_id == told.interview.pk:
        return None
    return mail_to_applicant(told, _("Your interview is cancelled"), "interview_freed", comes=False)


def build_host_booked(notice: Notice) -> Mail | None:
    """Somebody comes to you; nothing once it has changed."""
    told = read(notice)
    if told is None or not told.stands:
        return None
    subject = _("Interview with %(name)s") % {"name": told.application.person.full_name}
    return mail_to_host(told, subject, "interview_host", comes=True)


def build_host_freed(notice: Notice) -> Mail | None:
    """That hour of yours is free again, or gone; nothing where the same person took it anew."""
    told = read(notice)
    if told is None or told.application.interview_id == told.interview.pk:
        return None
    subject = _("Cancelled: interview with %(name)s") % {"name": told.application.person.full_name}
    return mail_to_host(told, subject, "interview_host_freed", comes=False)


proposed = NoticeKind(code="application.interview", build=build_proposed)
booked = NoticeKind(code="interview.booked", build=build_booked)
freed = NoticeKind(code="interview.freed", build=build_freed)
reminder = NoticeKind(code="interview.reminder", build=build_reminder)
host_booked = NoticeKind(code="interview.host_booked", build=build_host_booked)
host_freed = NoticeKind(code="interview.host_freed", build=build_host_freed)
