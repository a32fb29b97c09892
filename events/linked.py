"""What events say of themselves to search engines: schema.org's Event, and their place in the site's map."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from community.models import Reach
from events.actions.schedule import instant
from events.models import Event
from hub.links import absolute
from hub.site_map import Listed
from hub.tags import in_every_language, language

CONTEXT = "https://schema.org"
ATTENDANCE = {
    Event.Mode.IN_PERSON: "OfflineEventAttendanceMode",
    Event.Mode.ONLINE: "OnlineEventAttendanceMode",
    Event.Mode.HYBRID: "MixedEventAttendanceMode",
}
ORGANISER = {"@type": "NGO", "name": settings.WAGTAIL_SITE_NAME, "url": f"{settings.HUB_URL}/"}


def event_path(event: Event) -> str:
    """The path of its page in the reader's language."""
    return reverse("agenda:event", args=[event.pk])


def term(name: str) -> str:
    """One of the words of schema.org's lists."""
    return f"{CONTEXT}/{name}"


def places(event: Event) -> list[dict[str, Any]]:
    """Where one takes part; online, our own page: the link of the meeting is for those with a seat."""
    found: list[dict[str, Any]] = []
    if event.mode != Event.Mode.ONLINE:
        address = {
            "@type": "PostalAddress",
            "streetAddress": event.address or event.branch.address,
            "addressLocality": str(event.branch.city),
            "addressCountry": event.branch.country,
        }
        found.append({"@type": "Place", "name": event.place or str(event.branch), "address": address})
    if event.mode != Event.Mode.IN_PERSON:
        found.append({"@type": "VirtualLocation", "url": absolute(event_path(event))})
    return found


def status_of(event: Event) -> dict[str, Any]:
    """Whether it takes place, and whether it begins at another moment, or is online, than was said before."""
    if event.status == Event.Status.CANCELLED:
        return {"eventStatus": term("EventCancelled")}
    moved, before = [], {}
    start, zone = (event.before.get(name, getattr(event, name)) for name in ("wall_start", "zone"))
    was = instant(start, zone)
    if event.before and was != event.starts_at:
        previous = was.astimezone(ZoneInfo(zone)).isoformat()
        moved, before = [term("EventRescheduled")], {"previousStartDate": previous}
    if "mode" in event.before and event.mode == Event.Mode.ONLINE:
        moved.append(term("EventMovedOnline"))
    return {"eventStatus": moved if moved[1:] else next(iter(moved), term("EventScheduled")), **before}


def event_data(event: Event, *, seats_left: int, url: str = "") -> dict[str, Any]:
    """A schema.org Event; `url` is where one takes a seat, its own page by default. The branch comes with the event."""
    page, where = absolute(event_path(event)), places(event)
    return {
        "@type": "Event",
        "@id": page,
        "url": page,
        "name": event.title,
        "description": event.description or event.title,
        "inLanguage": event.languages if event.also_in else event.language,
        "startDate": event.start.isoformat(),
        "endDate": event.end.isoformat(),
        **status_of(event),
        "eventAttendanceMode": term(ATTENDANCE[Event.Mode(event.mode)]),
        "location": where[0] if len(where) == 1 else where,
        "image": absolute(reverse("share_picture", args=[language()])),
        "isAccessibleForFree": True,
        "offers": {
            "@type": "Offer",
            "price": "0",
            "priceCurrency": "EUR",
            "availability": term("InStock" if seats_left else "SoldOut"),
            "validFrom": event.created_at.isoformat(timespec="seconds"),
            **({"availabilityEnds": event.closing.isoformat()} if event.closing else {}),
            "url": url or page,
        },
        "organizer": ORGANISER,
        "remainingAttendeeCapacity": seats_left,
    }


def sitemap_pages(now: datetime) -> Iterable[Listed]:
    """The agenda, how to have it in one's own calendar, and every public event that still comes."""
    for name in ("agenda", "subscribe"):
        yield Listed(in_every_language(reverse(f"agenda:{name}")))
    coming = Event.objects.reached_by(Reach()).published().upcoming(now).soonest_first()
    for event in coming.only("pk", "modified_at"):
        yield Listed(in_every_language(event_path(event)), event.modified_at)
