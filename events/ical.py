"""Builds iCalendar (RFC 5545) from events; pure: no request, no clock, no database write."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as Component

from events.models import Event, Registration
from events.vtimezone import vtimezone
from hub.words.phones import readable

PRODUCT = "-//Le Banc//events//FR"
DOMAIN = "lebanc.example"
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def clean(text: str) -> str:
    """Text that no parser stumbles on: no control characters, no lone surrogates, line feeds alone."""
    return UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def uid(event: Event) -> str:
    """The same in every mail, feed, language and host, for ever."""
    return f"{event.uid}@{DOMAIN}"


def is_plain(at: datetime) -> bool:
    """Whether a wall time exists exactly once in its zone; engines disagree on the others."""
    other = at.replace(fold=1 - at.fold)
    return at.utcoffset() == other.utcoffset()


def add_hours(component: Component, event: Event) -> None:
    """Wall time with its zone; UTC where the wall shows an hour twice or never."""
    utc = ZoneInfo("UTC")
    for name, at in (("DTSTART", event.start), ("DTEND", event.end)):
        component.add(name, at if is_plain(at) else at.astimezone(utc))


def describe(event: Event, link: str) -> str:
    """The description of a session: how to get in, and where to say that one cannot come."""
    lines = [str(event.access)] if event.place and str(event.access) else []
    if link:
        lines.append(_("To change or cancel: %(link)s") % {"link": link})
    phone = readable(event.branch.phone)
    lines.append(_("A question? Call us: %(phone)s") % {"phone": phone})
    return "\n".join(lines)


def component_of(event: Event, registration: Registration | None = None, link: str = "") -> Component:
    """One VEVENT; with a registration, as its owner sees it."""
    component = Component()
    online = registration is not None and registration.mode == Event.Mode.ONLINE
    component.add("UID", uid(event))
    stamp = max(event.modified_at, registration.modified_at) if registration else event.modified_at
    component.add("DTSTAMP", stamp.replace(microsecond=0))
    component.add("LAST-MODIFIED", stamp.replace(microsecond=0))
    component.add("SEQUENCE", event.sequence + (registration.sequence if registration else 0))
    component.add("SUMMARY", clean(event.title))
    add_hours(component, event)
    where = _("Online") if online or event.mode == Event.Mode.ONLINE else f"{event.place}, {event.address}".strip(", ")
    component.add("LOCATION", clean(where))
    description = describe(event, link)
    if online and event.join_url:
        description = _("Link of the session: %(url)s") % {"url": event.join_url} + "\n" + description
    component.add("DESCRIPTION", clean(description))
    if link:
        component.add("URL", clean(link).replace("\n", ""))
    gone = event.status == Event.Status.CANCELLED or (
        registration is not None and registration.state == Registration.State.WITHDRAWN
    )
    component.add("STATUS", "CANCELLED" if gone else "CONFIRMED")
    return component


def calendar(*components: Component, zones: set[str]) -> bytes:
    """A VCALENDAR of these VEVENTs with the VTIMEZONEs they need; lines folded, CRLF."""
    whole = Calendar()
    whole.add("PRODID", PRODUCT)
    whole.add("VERSION", "2.0")
    whole.add("CALSCALE", "GREGORIAN")
    for zone in sorted(zones):
        whole.add_component(vtimezone(zone))
    for component in components:
        whole.add_component(component)
    return whole.to_ical()


def invitation(registration: Registration, link: str = "") -> bytes:
    """The file that goes with a confirmation or a cancellation."""
    event = registration.event
    return calendar(component_of(event, registration, link), zones={event.zone})
