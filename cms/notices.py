"""Mails to those who have applied, whose place becomes free, or who want to be told; sessions confirm themselves."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.due import due_words
from cms.links import alert_path, draft_path, status_url
from cms.models import Alert, Application, Call, Draft, offered_sessions
from cms.models.applications import State
from cms.models.places import place_in_line
from cms.policies import may_choose_session
from cms.referents import contact_of
from hub.links import absolute
from hub.mail.contacts import branch_contact
from hub.mail.message import Mail, NoticeKind
from hub.models import Branch, Notice

# How many other dates a mail lists.
SOME = 3


def read_application(notice: Notice) -> Application | None:
    """The application a notice speaks of; none once it is withdrawn."""
    rows = Application.objects.alive().select_related("call__branch", "call__promotion__branch", "person")
    return rows.filter(pk=notice.target_id or 0).first()


def mail_about(application: Application, subject: str, template: str) -> Mail:
    """What both mails share."""
    branch, now = application.call.branch, timezone.now()
    context = {
        "application": application,
        "branch": branch,
        "link": status_url(application),
        "session_link": status_url(application, "session"),
        "page_link": absolute(reverse("cms:apply", args=[application.call_id])),
        "interview_link": status_url(application, "interview"),
        "place_link": status_url(application, "place"),
        "accepted": application.state == State.ACCEPTED,
        "may_choose": may_choose_session(application, now),
        **due_words(application, now),
        "waiting": application.state == State.WAITING_LIST,
        "place": place_in_line(application),
    }
    return Mail(subject=subject, template=template, context=context, contact=contact_of(application.call, now))


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
    """Somebody filled in the form with this address again: here is the link that changes it, or shows it."""
    application = read_application(notice)
    if application is None:
        return None
    may_choose = may_choose_session(application, timezone.now())
    subject = _("Your link to change your session") if may_choose else _("Where your application stands")
    return mail_about(application, subject, "application_change")


def build_offered(notice: Notice) -> Mail | None:
    """A place is kept for you until an hour; nothing once it is taken, given back, or the hour has passed."""
    application = read_application(notice)
    until = application.offered_until if application is not None else None
    if application is None or until is None or until <= timezone.now():
        return None
    return mail_about(application, _("A place has become free for you"), "place_offered")


def build_offer_ended(notice: Notice) -> Mail | None:
    """Nobody answered in time, the place has gone on; nothing to who has applied again since."""
    rows = Application.objects.select_related("call__branch", "call__promotion__branch", "person")
    application = rows.filter(pk=notice.target_id or 0, state=State.WITHDRAWN, call__cancelled_at=None).first()
    if application is None:
        return None
    again = Application.objects.alive().filter(call=application.call_id, email_key=application.email_key)
    return None if again.exists() else mail_about(application, _("The place was not taken"), "place_offer_ended")


def build_place_kept(notice: Notice) -> Mail | None:
    """The place is yours: what comes next; nothing to who has stepped back since, or where the call is cancelled."""
    application = read_application(notice)
    if application is None or not application.has_place or application.call.cancelled_at is not None:
        return None
    return mail_about(application, _("The place is yours"), "place_kept")


def build_missed(notice: Notice) -> Mail | None:
    """We missed you: other dates; nothing once one is chosen, or none can be, or where who came was mended."""
    application, now = read_application(notice), timezone.now()
    if application is None or application.state != State.ABSENT or not may_choose_session(application, now):
        return None
    call = Call.objects.with_facts().get(pk=application.call_id)
    dates = offered_sessions([call], now)[call.pk][:SOME]
    mail = mail_about(application, _("We missed you: shall we find another date?"), "application_missed")
    return replace(mail, context={**mail.context, "dates": dates})


def build_call_cancelled(notice: Notice) -> Mail | None:
    """The promotion does not take place; nothing where it does after all."""
    application = read_application(notice)
    if application is None or application.call.cancelled_at is None:
        return None
    mail = mail_about(application, _("This promotion will not take place"), "call_cancelled")
    alert_link = absolute(reverse("cms:alert_ask", args=[application.call.branch.slug]))
    return replace(mail, context={**mail.context, "alert_link": alert_link})


def branch_mail(subject: str, template: str, branch: Branch, **context: Any) -> Mail:
    """A mail of a branch to an address that has not applied."""
    contact = branch_contact(branch, on=timezone.localdate())
    return Mail(subject=subject, template=template, context={"branch": branch, **context}, contact=contact)


def read_alert(notice: Notice) -> Alert | None:
    """The wish a notice speaks of; none once it is taken back."""
    return Alert.objects.select_related("branch").filter(pk=notice.target_id or 0).first()


def build_alert_confirm(notice: Notice) -> Mail | None:
    """Is it you who asked? Nothing is sent before the button is pressed."""
    alert = read_alert(notice)
    if alert is None:
        return None
    link = absolute(alert_path(alert))
    return branch_mail(_("One press, and we tell you"), "alert_confirm", alert.branch, link=link)


def build_alert_opened(notice: Notice) -> Mail | None:
    """A call of the branch is open; nothing where it is not any more."""
    alert = read_alert(notice)
    call = Call.objects.with_facts().filter(pk=notice.facts["call"]).first()
    if alert is None or call is None or not call.takes_applications(timezone.now()):
        return None
    links = {"link": absolute(reverse("cms:apply", args=[call.pk])), "stop_link": absolute(alert_path(alert))}
    subject = _("Le Banc looks for mentors in %(place)s") % {"place": alert.branch}
    return branch_mail(subject, "alert_opened", alert.branch, call=call, **links)


def build_draft_saved(notice: Notice) -> Mail | None:
    """The link that opens the form again; nothing once it has been sent."""
    draft = Draft.objects.select_related("call__branch").filter(pk=notice.target_id or 0).first()
    if draft is None:
        return None
    link = absolute(draft_path(draft))
    return branch_mail(_("Your form, to be finished when you like"), "draft_saved", draft.call.branch, link=link)


received = NoticeKind(code="application.received", build=build_received)
change_asked = NoticeKind(code="application.change_asked", build=build_change_asked)
offered = NoticeKind(code="application.offered", build=build_offered)
offer_ended = NoticeKind(code="application.offer_ended", build=build_offer_ended)
place_kept = NoticeKind(code="application.place_kept", build=build_place_kept)
missed = NoticeKind(code="application.missed", build=build_missed)
alert_confirm = NoticeKind(code="alert.confirm", build=build_alert_confirm)
alert_opened = NoticeKind(code="alert.opened", build=build_alert_opened)
draft_saved = NoticeKind(code="draft.saved", build=build_draft_saved)
call_cancelled = NoticeKind(code="application.call_cancelled", build=build_call_cancelled)
