"""What a subscribed calendar holds, as bytes: each VEVENT is built once and kept until its event changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from uuid import UUID

from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils.translation import override

from events.ical import END, component_of, feed_head
from events.models import Event, Registration
from events.models.events import EventQuerySet
from hub.links import absolute

BEHIND, AHEAD = timedelta(days=90), timedelta(days=548)
KEPT = 20_000

# (uid, changed, the branch's phone, the owner's seat): what the bytes of a VEVENT depend on, beside the language.
Version = tuple[UUID, datetime, str, str]


@dataclass(frozen=True)
class Feed:
    """A calendar one can subscribe to: its name, address and language, which events it may hold, whose seats it shows."""

    name: str
    path: str
    language: str
    events: EventQuerySet
    zone: str
    owner: int | None = None


class Kept:
    """VEVENTs by what they depend on; forgets the oldest beyond KEPT. Safe between threads."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.bytes: dict[tuple[Any, ...], bytes] = {}

    def find(self, keys: Iterable[tuple[Any, ...]]) -> dict[tuple[Any, ...], bytes]:
        """Those of these that are here."""
        with self.lock:
            return {key: self.bytes[key] for key in keys if key in self.bytes}

    def keep(self, built: dict[tuple[Any, ...], bytes]) -> None:
        """Adds what was built."""
        with self.lock:
            self.bytes.update(built)
            for key in list(self.bytes)[: max(0, len(self.bytes) - KEPT)]:
                del self.bytes[key]


KEPT_EVENTS = Kept()


def in_window(events: EventQuerySet, now: datetime) -> EventQuerySet:
    """From 90 days back to 18 months ahead."""
    return events.no_drafts().between(now - BEHIND, now + AHEAD)


def seats_of(owner: int | None) -> dict[UUID, Registration]:
    """{event's uid: the owner's registration, also one given back}: SEQUENCE never falls; one query, none for no owner."""
    if owner is None:
        return {}
    rows = Registration.objects.filter(person=owner).annotate(uid=F("event__uid")).order_by("pk")
    return {row.uid: row for row in rows}  # type: ignore[attr-defined]  # annotated above


def versions_of(feed: Feed, seats: dict[UUID, Registration], now: datetime) -> tuple[list[Version], set[str]]:
    """Which versions of which events the feed holds now, in order, and the zones they need; one query."""
    rows = in_window(feed.events, now).soonest_first().values_list("uid", "modified_at", "branch__phone", "zone")
    found = list(rows)
    marks = {uid: f"{seat.pk}:{seat.sequence}" for uid, seat in seats.items()}
    versions = [(uid, changed, phone, marks.get(uid, "")) for uid, changed, phone, _zone in found]
    return versions, {row[3] for row in found} | {feed.zone}


def build(uids: Iterable[UUID], seats: dict[UUID, Registration], language: str) -> dict[UUID, bytes]:
    """The VEVENTs of these events, as anybody may see them, or as the owner of these seats does; one query."""
    rows = Event.objects.filter(uid__in=uids).select_related("branch").order_by("pk")
    with override(language):
        return {
            event.uid: component_of(event, seats.get(event.uid), event_url(event), in_feed=True).to_ical()
            for event in rows
        }


def event_url(event: Event) -> str:
    """The address of an event's page in the active language."""
    return absolute(reverse("agenda:event", args=[event.pk]))


def render_feed(feed: Feed, now: datetime) -> bytes:
    """The whole calendar; at most three queries."""
    seats = seats_of(feed.owner)
    versions, zones = versions_of(feed, seats, now)
    keys = [(feed.language, *version) for version in versions]
    parts = KEPT_EVENTS.find(keys)
    missing = [key for key in keys if key not in parts]
    if missing:
        built = build([key[1] for key in missing], seats, feed.language)
        fresh = {key: built[key[1]] for key in missing if key[1] in built}
        KEPT_EVENTS.keep(fresh)
        parts |= fresh
    with override(feed.language):
        page = absolute(reverse("agenda:agenda"))
    head = feed_head(name=feed.name, source=absolute(feed.path), page=page, zones=zones)
    return b"".join([head, *(parts[key] for key in keys if key in parts), END])


def last_change(now: datetime) -> datetime | None:
    """The last moment at which any feed may have changed: an event did, or one entered or left the window; one query."""
    found = Event.objects.aggregate(
        changed=Max("modified_at"),
        left=Max(F("ends_at"), filter=Q(ends_at__lte=now - BEHIND)),
        came=Max(F("starts_at"), filter=Q(starts_at__lt=now + AHEAD)),
    )
    moments = [found["changed"], found["left"] and found["left"] + BEHIND, found["came"] and found["came"] - AHEAD]
    known = [moment for moment in moments if moment is not None]
    return max(known) if known else None
