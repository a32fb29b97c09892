"""Mails about reports: one for who looks into it, one for who reported; neither says what was written, nor about whom."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.models import Report
from hub.links import absolute
from hub.mail.message import Contact, Mail, NoticeKind
from hub.models import Notice


def report_mail(report: Report, subject: str, template: str, link: str) -> Mail:
    """What both share."""
    branch = report.promotion.branch
    context = {"report": report, "promotion": report.promotion, "link": link}
    contact = Contact(name=str(branch.city), phone=branch.phone, hours=branch.hours)
    return Mail(subject=subject % {"name": report.promotion.name}, template=template, context=context, contact=contact)


def build_filed(notice: Notice) -> Mail | None:
    """Something was reported; nothing once it is handled, or for whoever may not see it any more."""
    reports = Report.objects.open().visible_to(notice.person, timezone.now()).select_related("promotion__branch")
    report = reports.filter(pk=notice.target_id or 0).first()
    if report is None:
        return None
    link = absolute(reverse("community:report", args=[report.pk]))
    return report_mail(report, _("A report waits for you in %(name)s"), "report_filed", link)


def build_handled(notice: Notice) -> Mail | None:
    """To the reporter: the team has handled it."""
    rows = Report.objects.filter(pk=notice.target_id or 0, reporter=notice.person, handled_at__isnull=False)
    report = rows.select_related("promotion__branch").first()
    if report is None:
        return None
    link = absolute(reverse("community:promotion", args=[report.promotion_id]))
    return report_mail(report, _("The team has handled your report in %(name)s"), "report_handled", link)


report_filed = NoticeKind(code="report.filed", build=build_filed)
report_handled = NoticeKind(code="report.handled", build=build_handled)
