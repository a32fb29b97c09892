"""Mails about a seat: it is yours, free again, waited for, offered; its event has changed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.calendars import event_url
from events.ical import Party, invitation, publication
from events.models import Consent, Event, EventSeries, Registration
from events.models.consents import answers_of
from events.models.lines import turn_of
from events.models.links import entry_for
from events.moves import new_clock, old_hours, old_place
from events.policies import is_pictured, may_act_alone, may_offer
from hub.links import absolute, seal
from hub.mail.contacts import branch_contact
from hub.mail.message import Alternative, Attachment, Mail, NoticeKind, clean_name, mailbox, sender
from hub.models import Branch, Notice, Person
from hub.panels import Panel
from hub.parts import parts
from hub.words import dates
from hub.words.clocks import by_clocks

State = Registration.State


def read_registration(notice: Notice, *states: str) -> Registration | None:
    """The registration a notice speaks of, if it still stands in one of these states."""
    rows = Registration.objects.filter(state__in=states).select_related("event__branch", "person")
    return rows.filter(pk=notice.target_id or 0).first()


def seat_link(registration: Registration) -> str:
    """The address where a seat is shown, taken and given back, without an account."""
    return absolute(reverse("events:seat", args=[seal("seat", registration.pk)]))


def square_link(registration: Registration) -> str:
    """The address of the square that one shows at the door, and where those online type the word that is said."""
    return absolute(reverse("events:pass", args=[seal("pass", registration.pk)]))


def seat_mail(registration: Registration, subject: str, template: str, *, entry: bool, **more: Any) -> Mail:
    """What these mails share: the event, the link, the branch's people, other apps' text, with `entry` the date."""
    event = registration.event
    link = seat_link(registration)
    way = entry_for(registration.person, timezone.localdate()) if entry else ""
    panels: list[Panel] = [panel for part in parts("notice_panels") if (panel := part(registration))]
    context = {"event": event, "registration": registration, "link": link, "panels": panels, "entry": way, **more}
    context["alone"] = registration.state != State.CONFIRMED or may_act_alone(event, timezone.now())
    context["square"] = square_link(registration)
    contact = branch_contact(event.branch, on=timezone.localdate())
    mail = Mail(subject % {"title": event.title}, template, context, contact)
    return with_entry(mail, registration, link) if way == "file" else mail


def house(branch: Branch) -> Party:
    """Who invites, in a calendar."""
    return Party(clean_name(f"Le Banc {branch.city}"), sender())


def with_entry(mail: Mail, registration: Registration, link: str) -> Mail:
    """The mail that a calendar reads too."""
    event, person = registration.event, registration.person
    return with_calendar(
        mail, *invitation(registration, link, organizer=house(event.branch), attendee=party_of(person))
    )


def party_of(person: Person) -> Party:
    """Whom a mail invites."""
    return Party(clean_name(person.full_name), mailbox(person.email))


def with_calendar(mail: Mail, method: str, content: bytes) -> Mail:
    """The mail with a calendar of this method: in place for most programs, and as a file for those that want one."""
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
    known = answers_of([registration.person_id], Consent.Purpose.PHOTO)
    asks = is_pictured(registration) and not known
    return seat_mail(registration, _("You are registered: %(title)s"), "registered", entry=True, asks_photos=asks)


def build_withdrawn(notice: Notice) -> Mail | None:
    """Your seat is given back, by you or by the team; nothing if it has been taken anew."""
    registration = read_registration(notice, State.WITHDRAWN, State.WAITING, State.OFFERED)
    if registration is None:
        return None
    # Whoever waits for one since has none to show in a calendar either.
    registration.state = State.WITHDRAWN
    return seat_mail(registration, _("Seat given back: %(title)s"), "withdrawn", entry=True)


def changed_subject(event: Event, *, back: bool) -> str:
    """What has become of it, with a place for its title."""
    if is_gone(event):
        return _("Cancelled: %(title)s")
    return _("Takes place after all: %(title)s") if back else _("Changed: %(title)s")


def build_changed(notice: Notice) -> Mail | None:
    """What you have a seat for, or wait for, has moved, is cancelled, or takes place after all.

    Nothing where you stepped back, nor where it has changed again: the notice of that change says all.
    """
    registration = read_registration(notice, State.CONFIRMED, State.WAITING, State.OFFERED)
    if registration is None or notice.facts["sequence"] != registration.event.sequence:
        return None
    event, back = registration.event, bool(notice.facts.get("back"))
    subject = changed_subject(event, back=back)
    was = {
        "old_hours": old_hours(event),
        "old_place": old_place(event) if registration.mode != Event.Mode.ONLINE or "mode" in event.before else "",
        "clock": new_clock(event),
    }
    return seat_mail(registration, subject, "changed", entry=registration.state == State.CONFIRMED, back=back, **was)


def build_waiting(notice: Notice) -> Mail | None:
    """You are on the waiting list, beside a seat you have or without one; nothing once you are not, or it is over."""
    registration = read_registration(notice, State.WAITING, State.CONFIRMED)
    if registration is None or not may_offer(registration.event, timezone.now()):
        return None
    if registration.queue_number is None or registration.offered_until:
        return None
    subject = _("On the waiting list: %(title)s")
    turn = turn_of(registration, timezone.now())
    return seat_mail(registration, subject, "waiting", entry=False, place=turn.place, reason=turn.reason)


def build_offered(notice: Notice) -> Mail | None:
    """A seat is kept for you until an hour; nothing once it is taken, given back, or the hour has passed."""
    registration = read_registration(notice, State.OFFERED, State.CONFIRMED)
    if registration is None or not registration.is_kept(timezone.now()):
        return None
    return seat_mail(registration, _("A seat has become free: %(title)s"), "offered", entry=False)


def build_offer_ended(notice: Notice) -> Mail | None:
    """Nobody answered in time, the seat has gone on; nothing if you came back, or it is over anyway."""
    way = notice.facts.get("way")
    registration = read_registration(notice, State.CONFIRMED if way else State.WITHDRAWN)
    if registration is None or not may_offer(registration.event, timezone.now()):
        return None
    if way and (registration.wish or registration.mode == way):
        return None
    return seat_mail(
        registration,
        _("The seat was not taken: %(title)s"),
        "offer_ended",
        entry=False,
        way=way,
        page=event_url(registration.event),
    )


def reminder_subject(event: Event) -> str:
    """When it is, with a place for its title."""
    when = dates.moment(event.start, (get_language() or "fr")[:2], year=False) + by_clocks(event.clock)
    return _("Reminder: %(title)s, %(when)s").replace("%(when)s", when.replace("%", "%%"))


def build_reminder(notice: Notice) -> Mail | None:
    """It is soon; nothing if you gave your seat back, or it was moved, cancelled, or has begun."""
    registration = read_registration(notice, State.CONFIRMED)
    if registration is None or not may_offer(registration.event, timezone.now()):
        return None
    if notice.facts["starts_at"] != registration.event.starts_at.isoformat():
        return None
    return seat_mail(registration, reminder_subject(registration.event), "reminder", entry=False)


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
    """One mail and one file for several dates of one person; one date alone is the entry that every program reads."""
    coming = [one for one in found if one.state == State.CONFIRMED]
    shown = [*coming, *freed]
    event = (freed or coming or found)[0].event
    way = way_of(shown)
    context = {
        "event": event,
        "series": series,
        "coming": [(one, seat_link(one)) for one in coming],
        "waiting": [(one, seat_link(one)) for one in found if one.state in {State.WAITING, State.OFFERED}],
        "freed": freed,
        "entry": way,
    }
    subject = _("Seats given back: %(title)s") if freed else _("Your dates: %(title)s")
    contact = branch_contact(series.branch, on=timezone.localdate())
    return with_dates(Mail(subject % {"title": event.title}, "series", context, contact), shown, way)


def way_of(shown: Sequence[Registration]) -> str:
    """How dates of one person come into their calendar: the "feed", a "file", or as "one" that every program reads."""
    way = entry_for(shown[0].person, timezone.localdate()) if shown else ""
    return "one" if way == "file" and len(shown) == 1 else way


def with_dates(mail: Mail, shown: Sequence[Registration], way: str) -> Mail:
    """The mail with these dates, as `way_of` says: one file for all, or the entry of the one."""
    if way == "one":
        return with_entry(mail, shown[0], seat_link(shown[0]))
    if way != "file":
        return mail
    whole = publication(((one, seat_link(one)) for one in shown), organizer=house(shown[0].event.branch))
    file = Attachment("dates.ics", whole, "text/calendar; method=PUBLISH; charset=utf-8")
    return replace(mail, attachments=(file,))


registered = NoticeKind(code="event.registered", build=build_registered)
withdrawn = NoticeKind(code="event.withdrawn", build=build_withdrawn)
changed = NoticeKind(code="event.changed", build=build_changed)
waiting = NoticeKind(code="event.waiting", build=build_waiting)
offered = NoticeKind(code="event.offered", build=build_offered)
offer_ended = NoticeKind(code="event.offer_ended", build=build_offer_ended)
reminder = NoticeKind(code="event.reminder", build=build_reminder)
series = NoticeKind(code="event.series", build=build_series)
