"""Mails about reports: one for who looks into it, one for who reported; neither says what was written, nor about whom."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.models import Report
from community.notices import contact_of
from community.room_owners import host_of
from hub.links import absolute
from hub.mail.message import Mail, NoticeKind
from hub.models import Notice


def report_mail(report: Report, subject: str, template: str, link: str = "") -> Mail:
    """What both share; without another link, to the page of what the room belongs to."""
    host = host_of(report.room_id)
    context = {"report": report, "host": host, "link": link or absolute(host.url)}
    contact = contact_of(report.room.branch)
    return Mail(subject=subject % {"name": host.name}, template=template, context=context, contact=contact)


def build_filed(notice: Notice) -> Mail | None:
    """Something was reported; nothing once it is handled, or for whoever may not see it any more."""
    reports = Report.objects.open().visible_to(notice.person, timezone.now()).select_related("room__branch")
    report = reports.filter(pk=notice.target_id or 0).first()
    if report is None:
        return None
    link = absolute(reverse("community:report", args=[report.pk]))
    return report_mail(report, _("A report waits for you in %(name)s"), "report_filed", link)


def build_handled(notice: Notice) -> Mail | None:
    """To the reporter: the team has handled it."""
    rows = Report.objects.filter(pk=notice.target_id or 0, reporter=notice.person, handled_at__isnull=False)
    report = rows.select_related("room__branch").first()
    if report is None:
        return None
    return report_mail(report, _("The team has handled your report in %(name)s"), "report_handled")


report_filed = NoticeKind(code="report.filed", build=build_filed)
report_handled = NoticeKind(code="report.handled", build=build_handled)
