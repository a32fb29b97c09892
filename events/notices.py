"""Mails about a seat: it is yours, its event has changed, it is free again; each with the calendar entry."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from events.ical import invitation
from events.models import Event, Registration
from hub.links import absolute, seal
from hub.mail.message import Attachment, Contact, Mail, NoticeKind
from hub.models import Notice
from hub.panels import Panel
from hub.parts import parts


def read_registration(notice: Notice) -> Registration | None:
    """The registration a notice speaks of, with what its mail shows."""
    rows = Registration.objects.select_related("event__branch", "person")
    return rows.filter(pk=notice.target_id or 0).first()


def seat_link(registration: Registration) -> str:
    """The address where a seat is shown and given back, without an account."""
    return absolute(reverse("events:seat", args=[seal("seat", registration.pk)]))


def seat_mail(registration: Registration, subject: str, template: str) -> Mail:
    """What both mails share: the event, the link, the branch's people, and other apps' text."""
    event = registration.event
    link = seat_link(registration)
    panels: list[Panel] = [panel for part in parts("notice_panels") if (panel := part(registration))]
    context: dict[str, Any] = {"event": event, "registration": registration, "link": link, "panels": panels}
    contact = Contact(name=str(event.branch.city), phone=event.branch.phone, hours=event.branch.hours)
    entry = Attachment("invite.ics", invitation(registration, link), "text/calendar; charset=utf-8")
    return Mail(subject=subject, template=template, context=context, contact=contact, attachments=(entry,))


def is_gone(event: Event) -> bool:
    """Whether it does not take place."""
    return event.status == Event.Status.CANCELLED


def build_registered(notice: Notice) -> Mail | None:
    """Your seat is confirmed; nothing if it has been given back, or the event cancelled, meanwhile."""
    registration = read_registration(notice)
    if registration is None or registration.state != Registration.State.CONFIRMED or is_gone(registration.event):
        return None
    return seat_mail(
        registration, _("You are registered: %(title)s") % {"title": registration.event.title}, "registered"
    )


def build_withdrawn(notice: Notice) -> Mail | None:
    """Your seat is free again; nothing if it has been taken anew."""
    registration = read_registration(notice)
    if registration is None or registration.state != Registration.State.WITHDRAWN:
        return None
    return seat_mail(registration, _("Cancelled: %(title)s") % {"title": registration.event.title}, "withdrawn")


def build_changed(notice: Notice) -> Mail | None:
    """What you are registered for has moved, is cancelled, or takes place after all.

    Nothing without a seat, nor where it has changed again: the notice of that change says all.
    """
    registration = read_registration(notice)
    if registration is None or registration.state != Registration.State.CONFIRMED:
        return None
    event = registration.event
    if notice.facts["sequence"] != event.sequence:
        return None
    subject = _("Cancelled: %(title)s") if is_gone(event) else _("Changed: %(title)s")
    return seat_mail(registration, subject % {"title": event.title}, "changed")


registered = NoticeKind(code="event.registered", build=build_registered)
withdrawn = NoticeKind(code="event.withdrawn", build=build_withdrawn)
changed = NoticeKind(code="event.changed", build=build_changed)
