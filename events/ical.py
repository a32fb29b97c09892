"""Builds iCalendar (RFC 5545) from events; pure: no request, no clock, no database write."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from icalendar import Alarm, Calendar, vCalAddress, vDuration, vText
from icalendar import Event as Component

from events.models import Event, Registration
from events.vtimezone import vtimezone
from hub.words.phones import readable

PRODUCT = "-//Le Banc//events//FR"
DOMAIN = "lebanc.example"
# How often a client asks again, if it lets itself be told.
EVERY = timedelta(hours=1)
# What a calendar shows before the title of what one has no seat of yet.
MARKS = {
    Registration.State.WAITING: gettext_lazy("waiting list"),
    Registration.State.OFFERED: gettext_lazy("seat to confirm"),
}
PERHAPS = gettext_lazy("perhaps")
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BREAKS = re.compile(r"\r\n|[\r\x85\u2028\u2029]")
# A fold between two characters that only together say something: icalendar keeps a sign with what it escapes, but takes the
# second of two backslashes for a first (7.3), and so it does with the circumflexes of a parameter.
HALVED = re.compile(rb"(?<!\\)(?:\\\\)*\\\r\n \\|(?<!\^)(?:\^\^)*\^\r\n \^")
END = b"END:VCALENDAR\r\n"


def clean(text: str) -> str:
    """Text that no parser stumbles on: no control characters, no lone surrogates, line feeds alone."""
    return UNFIT.sub("", BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """The same, for what icalendar writes as it is: an address, a name it does not know to be a text."""
    return clean(text).replace("\n", " ").strip()


def written(component: Calendar | Component) -> bytes:
    """As RFC 5545 has it sent: CRLF, lines of 75 octets at most, never folded inside a character or an escape.

    The half that is brought back fits: icalendar fills a line to 74 octets, less the one that it took away.
    """
    return HALVED.sub(lambda found: found[0][:-4] + found[0][-1:] + b"\r\n ", component.to_ical())


def uid(event: Event) -> str:
    """The same in every mail, feed, language and host, for ever."""
    return f"{event.uid}@{DOMAIN}"


def is_plain(at: datetime) -> bool:
    """Whether a wall time exists exactly once in its zone; engines disagree on the others."""
    other = at.replace(fold=1 - at.fold)
    return at.utcoffset() == other.utcoffset()


def mark_of(registration: Registration) -> str:
    """What stands before the title of what its owner has no seat of yet; nothing before the others."""
    if registration.said == Registration.Said.MAYBE:
        return str(PERHAPS)
    return str(MARKS.get(Registration.State(registration.state), ""))


def add_hours(component: Component, event: Event) -> None:
    """Wall time with its zone; UTC where the wall shows an hour twice or never."""
    utc = ZoneInfo("UTC")
    for name, at in (("DTSTART", event.start), ("DTEND", event.end)):
        component.add(name, at if is_plain(at) else at.astimezone(utc))


def describe(event: Event, link: str, *, mine: bool, guests: int = 0, join: str = "") -> str:
    """The description: what it is, how to join or get in, with how many, where to say that one cannot come, whom to call."""
    lines = [_("Link of the session: %(url)s") % {"url": join}] if join else []
    lines += [event.description] if event.description else []
    if mine and guests:
        lines.append(
            ngettext("With you: %(number)d guest.", "With you: %(number)d guests.", guests) % {"number": guests}
        )
    lines += [str(event.access)] if event.place and str(event.access) else []
    if link:
        lines.append((_("To change or cancel: %(link)s") if mine else _("Details: %(link)s")) % {"link": link})
    phone = readable(event.branch.phone)
    lines.append(_("A question? Call us: %(phone)s") % {"phone": phone})
    return "\n".join(lines)


def add_alarm(component: Component, minutes: int) -> None:
    """A VALARM that shows the title so long before; days as days, so that it rings at the same hour across a change of clocks."""
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", -timedelta(minutes=minutes))
    alarm.add("DESCRIPTION", component["SUMMARY"])
    component.add_component(alarm)


def component_of(
    event: Event, registration: Registration | None = None, link: str = "", *, in_feed: bool = False, alarm: int = 0
) -> Component:
    """One VEVENT; with a registration, as its owner sees it; with an `alarm`, which reminds of it so many minutes before.

    A seat that was given back cancels the entry in a mail; in a feed (`in_feed`) the event goes on without it.
    """
    component = Component()
    held = registration if registration and registration.state == Registration.State.CONFIRMED else None
    mark = mark_of(registration) if registration else ""
    online = held is not None and held.mode == Event.Mode.ONLINE
    component.add("UID", uid(event))
    stamp = max(event.modified_at, registration.modified_at) if registration else event.modified_at
    component.add("DTSTAMP", stamp.replace(microsecond=0))
    component.add("LAST-MODIFIED", stamp.replace(microsecond=0))
    component.add("SEQUENCE", event.sequence + (registration.sequence if registration else 0))
    gone = event.status == Event.Status.CANCELLED
    title = f"[{mark}] {event.title}" if mark else event.title
    component.add("SUMMARY", clean(_("Cancelled: %(title)s") % {"title": event.title} if gone else title))
    add_hours(component, event)
    where = _("Online") if online or event.mode == Event.Mode.ONLINE else event.where
    component.add("LOCATION", clean(where))
    guests = registration.guests if registration else 0
    join = event.join_url if online else ""
    # There is nothing to change any more about what does not take place.
    mine = not gone and (held is not None or bool(mark))
    component.add("DESCRIPTION", clean(describe(event, link, mine=mine, guests=guests, join=join)))
    if event.series and event.series != event.uid:
        # A star around the first: what one event says does not depend on which others there are.
        component.add("RELATED-TO", f"{event.series}@{DOMAIN}", parameters={"RELTYPE": "SIBLING"})
    if link:
        component.add("URL", one_line(link))
    withdrawn = registration is not None and held is None and not in_feed
    component.add("STATUS", "CANCELLED" if gone or withdrawn else "TENTATIVE" if mark else "CONFIRMED")
    if mark:
        component.add("TRANSP", "TRANSPARENT")
    if join:
        component.add("CONFERENCE", one_line(join), parameters={"VALUE": "URI", "FEATURE": "VIDEO"})
    if alarm:
        add_alarm(component, alarm)
    return component


def empty_calendar(zones: Iterable[str]) -> Calendar:
    """A VCALENDAR with the VTIMEZONEs of these zones, and nothing in it yet."""
    whole = Calendar()
    whole.add("PRODID", PRODUCT)
    whole.add("VERSION", "2.0")
    whole.add("CALSCALE", "GREGORIAN")
    for zone in sorted(set(zones)):
        whole.add_component(vtimezone(zone))
    return whole


def calendar(*components: Component, zones: set[str]) -> bytes:
    """A VCALENDAR of these VEVENTs with the VTIMEZONEs they need; lines folded, CRLF."""
    whole = empty_calendar(zones)
    for component in components:
        whole.add_component(component)
    return written(whole)


def feed_calendar(*, name: str, source: str, page: str, zones: Iterable[str]) -> Calendar:
    """A subscribed calendar (RFC 7986), still empty: its name, where it comes from, when to ask again."""
    whole = empty_calendar(zones)
    whole.add("NAME", vText(one_line(name)))
    whole.add("X-WR-CALNAME", vText(one_line(name)))
    whole.add("REFRESH-INTERVAL", EVERY, parameters={"VALUE": "DURATION"})
    whole.add("X-PUBLISHED-TTL", vDuration(EVERY))
    whole.add("SOURCE", source, parameters={"VALUE": "URI"})
    whole.add("URL", page)
    whole.add("COLOR", "purple")
    return whole


@dataclass(frozen=True)
class Party:
    """Somebody a calendar names: only in a mail to themselves, never in a feed."""

    name: str
    email: str

    def address(self, **parameters: str) -> vCalAddress:
        """As a calendar user's address (RFC 5545, 3.3.3)."""
        address = vCalAddress(f"mailto:{self.email}")
        for name, value in {"CN": self.name or self.email, **parameters}.items():
            address.params[name] = value
        return address


def invitation(registration: Registration, link: str, *, organizer: Party, attendee: Party) -> tuple[str, bytes]:
    """The method and the calendar of a mail about a seat (iTIP, RFC 5546; iMIP, RFC 6047).

    REQUEST with the one who reads it as its only attendee, who has accepted by registering; CANCEL once the seat is given
    back or the event does not take place. UID and SEQUENCE are those of the feeds.
    """
    event = registration.event
    return addressed(component_of(event, registration, link), event.zone, organizer=organizer, attendee=attendee)


def addressed(component: Component, zone: str, *, organizer: Party, attendee: Party) -> tuple[str, bytes]:
    """The method and the calendar of a mail about one VEVENT, to whoever has said that they come."""
    method = "CANCEL" if component["STATUS"] == "CANCELLED" else "REQUEST"
    component.add("ORGANIZER", organizer.address(), encode=False)
    answer = "ACCEPTED" if method == "REQUEST" else "DECLINED"
    guest = attendee.address(CUTYPE="INDIVIDUAL", ROLE="REQ-PARTICIPANT", PARTSTAT=answer, RSVP="FALSE")
    component.add("ATTENDEE", guest, encode=False)
    whole = empty_calendar({zone})
    whole.add("METHOD", method)
    whole.add_component(component)
    return method, written(whole)


def publication(seats: Iterable[tuple[Registration, str]], *, organizer: Party) -> bytes:
    """The calendar of a mail about the seats of one person at several dates, each with its link.

    PUBLISH, as a REQUEST or a CANCEL is about one UID alone (RFC 5546, 3.2.2 and 3.2.5); what was given back says so by its
    STATUS and a higher SEQUENCE. Nobody is invited by it, so it names no attendee.
    """
    seats = list(seats)
    whole = empty_calendar({registration.event.zone for registration, _link in seats})
    whole.add("METHOD", "PUBLISH")
    for registration, link in seats:
        component = component_of(registration.event, registration, link)
        component.add("ORGANIZER", organizer.address(), encode=False)
        whole.add_component(component)
    return written(whole)
