"""Mails about a seat: it is yours, free again, waited for, offered; its event has changed."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.calendars import event_url
from events.ical import Party, calendar, component_of, invitation
from events.models import Event, EventSeries, Registration
from events.models.links import entry_for
from events.models.seats import place_of
from events.policies import may_offer
from hub.links import absolute, seal
from hub.mail.message import Alternative, Attachment, Contact, Mail, NoticeKind, clean_name, mailbox, sender
from hub.models import Notice
from hub.panels import Panel
from hub.parts import parts
from hub.words import dates

State = Registration.State


def read_registration(notice: Notice, *states: str) -> Registration | None:
    """The registration a notice speaks of, if it still stands in one of these states."""
    rows = Registration.objects.filter(state__in=states).select_related("event__branch", "person")
    return rows.filter(pk=notice.target_id or 0).first()


def seat_link(registration: Registration) -> str:
    """The address where a seat is shown, taken and given back, without an account."""
    return absolute(reverse("events:seat", args=[seal("seat", registration.pk)]))


def seat_mail(registration: Registration, subject: str, template: str, *, entry: bool, **more: Any) -> Mail:
    """What these mails share: the event, the link, the branch's people, other apps' text, with `entry` the date."""
    event = registration.event
    link = seat_link(registration)
    way = entry_for(registration.person, timezone.localdate()) if entry else ""
    panels: list[Panel] = [panel for part in parts("notice_panels") if (panel := part(registration))]
    context = {"event": event, "registration": registration, "link": link, "panels": panels, "entry": way, **more}
    contact = Contact(name=str(event.branch.city), phone=event.branch.phone, hours=event.branch.hours)
    mail = Mail(subject % {"title": event.title}, template, context, contact)
    return with_entry(mail, registration, link) if way == "file" else mail


def with_entry(mail: Mail, registration: Registration, link: str) -> Mail:
    """The mail that a calendar reads too: in place for most programs, and as a file for those that want one."""
    organizer = Party(clean_name(f"Le Banc {registration.event.branch.city}"), sender())
    person = registration.person
    attendee = Party(clean_name(person.full_name), mailbox(person.email))
    method, content = invitation(registration, link, organizer=organizer, attendee=attendee)
    inline = Alternative(content.decode(), f"text/calendar; method={method}")
    file = Attachment("invite.ics", content, "application/ics")
    return replace(mail, alternatives=(inline,), attachments=(file,))


def is_gone(event: Event) -> bool:
    """Whether it does not take place."""
    return event.status == Event.Status.CANCELLED


def build_registered(notice: Notice) -> Mail | None:
    """Your seat is confirmed; nothing if it has been given back, or the event cancelled, meanwhile."""
    registration = read_registration(notice, State.CONFIRMED)
    if registration is None or is_gone(registration.event):
        return None
    return seat_mail(registration, _("You are registered: %(title)s"), "registered", entry=True)


def build_withdrawn(notice: Notice) -> Mail | None:
    """Your seat is free again; nothing if it has been taken anew."""
    registration = read_registration(notice, State.WITHDRAWN)
    if registration is None:
        return None
    return seat_mail(registration, _("Cancelled: %(title)s"), "withdrawn", entry=True)


def build_changed(notice: Notice) -> Mail | None:
    """What you have a seat for, or wait for, has moved, is cancelled, or takes place after all.

    Nothing where you stepped back, nor where it has changed again: the notice of that change says all.
    """
    registration = read_registration(notice, State.CONFIRMED, State.WAITING, State.OFFERED)
    if registration is None or notice.facts["sequence"] != registration.event.sequence:
        return None
    subject = _("Cancelled: %(title)s") if is_gone(registration.event) else _("Changed: %(title)s")
    return seat_mail(registration, subject, "changed", entry=registration.state == State.CONFIRMED)


def build_waiting(notice: Notice) -> Mail | None:
    """You are on the waiting list; nothing once you are not, or there is nothing to wait for."""
    registration = read_registration(notice, State.WAITING)
    if registration is None or not may_offer(registration.event, timezone.now()):
        return None
    subject = _("On the waiting list: %(title)s")
    return seat_mail(registration, subject, "waiting", entry=False, place=place_of(registration))


def build_offered(notice: Notice) -> Mail | None:
    """A seat is kept for you until an hour; nothing once it is taken, given back, or the hour has passed."""
    registration = read_registration(notice, State.OFFERED)
    if registration is None or not registration.is_kept(timezone.now()):
        return None
    return seat_mail(registration, _("A seat has become free: %(title)s"), "offered", entry=False)


def build_offer_ended(notice: Notice) -> Mail | None:
    """Nobody answered in time, the seat has gone on; nothing if you came back, or it is over anyway."""
    registration = read_registration(notice, State.WITHDRAWN)
    if registration is None or not may_offer(registration.event, timezone.now()):
        return None
    return seat_mail(
        registration,
        _("The seat was not taken: %(title)s"),
        "offer_ended",
        entry=False,
        page=event_url(registration.event),
    )


def build_reminder(notice: Notice) -> Mail | None:
    """It is soon; nothing if you gave your seat back, or it was moved, cancelled, or has begun."""
    registration = read_registration(notice, State.CONFIRMED)
    if registration is None or not may_offer(registration.event, timezone.now()):
        return None
    if notice.facts["starts_at"] != registration.event.starts_at.isoformat():
        return None
    when = dates.moment(registration.event.start, (get_language() or "fr")[:2], year=False)
    subject = _("Reminder: %(title)s, %(when)s").replace("%(when)s", when.replace("%", "%%"))
    return seat_mail(registration, subject, "reminder", entry=False)


def build_series(notice: Notice) -> Mail | None:
    """All your dates of a series at once: where you have a seat, wait, or have given it back just now.

    Nothing where the dates this is about have passed, or stand otherwise by now: other mails say so.
    """
    series = EventSeries.objects.select_related("branch").filter(pk=notice.target_id or 0).first()
    if series is None:
        return None
    rows = Registration.objects.filter(person=notice.person, event__series=series.uid)
    rows = rows.filter(event__starts_at__gt=timezone.now(), event__status=Event.Status.PUBLISHED)
    found = list(rows.select_related("event__branch", "person").order_by("event__starts_at", "pk"))
    freed, keys = notice.facts["act"] == "withdrawn", str(notice.facts["dates"]).split(",")
    told = [one for one in found if str(one.event_id) in keys and (one.state == State.WITHDRAWN) == freed]
    return series_mail(series, found, told if freed else []) if told else None


def series_mail(series: EventSeries, found: list[Registration], freed: list[Registration]) -> Mail:
    """One mail and one file for several dates of one person."""
    coming = [one for one in found if one.state == State.CONFIRMED]
    shown = [*coming, *freed]
    event = (freed or coming or found)[0].event
    way = entry_for(found[0].person, timezone.localdate()) if shown else ""
    context = {
        "event": event,
        "series": series,
        "coming": [(one, seat_link(one)) for one in coming],
        "waiting": [(one, seat_link(one)) for one in found if one.state in {State.WAITING, State.OFFERED}],
        "freed": freed,
        "entry": way,
    }
    subject = _("Cancelled: %(title)s") if freed else _("Your dates: %(title)s")
    branch = series.branch
    contact = Contact(name=str(branch.city), phone=branch.phone, hours=branch.hours)
    files: tuple[Attachment, ...] = ()
    if way == "file":
        whole = calendar(
            *(component_of(one.event, one, seat_link(one)) for one in shown), zones={one.event.zone for one in shown}
        )
        files = (Attachment("dates.ics", whole, "text/calendar; charset=utf-8"),)
    return Mail(subject % {"title": event.title}, "series", context, contact, files)


registered = NoticeKind(code="event.registered", build=build_registered)
withdrawn = NoticeKind(code="event.withdrawn", build=build_withdrawn)
changed = NoticeKind(code="event.changed", build=build_changed)
waiting = NoticeKind(code="event.waiting", build=build_waiting)
offered = NoticeKind(code="event.offered", build=build_offered)
offer_ended = NoticeKind(code="event.offer_ended", build=build_offer_ended)
reminder = NoticeKind(code="event.reminder", build=build_reminder)
series = NoticeKind(code="event.series", build=build_series)
