"""What a subscribed calendar holds, as bytes: each VEVENT is built once and kept until its event changes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock
from typing import Generic, TypeVar

from django.db.models import CharField, FilteredRelation, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import override
from icalendar import Calendar

from events.ical import END, component_of, feed_calendar
from events.models import Event, Registration
from events.models.events import EventQuerySet
from hub.links import absolute

BEHIND, AHEAD = timedelta(days=90), timedelta(days=548)

Key = TypeVar("Key")
Value = TypeVar("Value")

# (key, uid, changed, the branch's phone, zone, the owner's seat): what the bytes of a VEVENT depend on, beside the
# language. Two are texts as the database holds them: turned into objects, they would cost more than all the rest.
Version = tuple[int, str, str, str, str, str]


@dataclass(frozen=True)
class Feed:
    """A calendar one can subscribe to: its name, address and language, which events it may hold, whose seats it shows."""

    name: str
    path: str
    language: str
    events: EventQuerySet = field(compare=False)
    zone: str
    owner: int | None = None


@dataclass(frozen=True)
class Rendered:
    """A whole calendar: its bytes, their tag, and what they were made of."""

    versions: list[Version]
    body: bytes
    tag: str


class Kept(Generic[Key, Value]):
    """Pieces by what they depend on; the oldest beyond `most` are forgotten. Safe between threads."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.lock = Lock()
        self.pieces: dict[Key, Value] = {}

    def find(self, keys: Iterable[Key]) -> dict[Key, Value]:
        """Those of these that are here."""
        with self.lock:
            return {key: self.pieces[key] for key in keys if key in self.pieces}

    def keep(self, made: dict[Key, Value]) -> None:
        """Adds what was made."""
        with self.lock:
            for key, value in made.items():
                self.pieces.pop(key, None)
                self.pieces[key] = value
            for key in list(self.pieces)[: max(0, len(self.pieces) - self.most)]:
                del self.pieces[key]

    def clear(self) -> None:
        """Forgets everything."""
        with self.lock:
            self.pieces.clear()


KEPT_EVENTS: Kept[tuple[str, Version], bytes] = Kept(20_000)
KEPT_FEEDS: Kept[Feed, Rendered] = Kept(64)


def in_window(events: EventQuerySet, now: datetime) -> EventQuerySet:
    """From 90 days back to 18 months ahead."""
    return events.no_drafts().between(now - BEHIND, now + AHEAD)


def versions_of(feed: Feed, now: datetime) -> list[Version]:
    """Which versions of which events the feed holds now, in order; one query."""
    rows = in_window(feed.events, now).soonest_first()
    rows = rows.annotate(uid_text=Cast("uid", CharField()), changed=Cast("modified_at", CharField()))
    fields = ("pk", "uid_text", "changed", "branch__phone", "zone")
    if feed.owner is None:
        return [(*row, "") for row in rows.values_list(*fields)]
    # Also a seat given back: SEQUENCE never falls.
    rows = rows.annotate(seat=FilteredRelation("registrations", condition=Q(registrations__person=feed.owner)))
    rows = rows.annotate(seat_changed=Cast("seat__modified_at", CharField()))
    found = rows.values_list(*fields, "seat__pk", "seat__sequence", "seat_changed")
    return [(*row, f"{seat}:{sequence}:{changed}" if seat else "") for *row, seat, sequence, changed in found]


def build(keys: list[int], owner: int | None, language: str) -> dict[int, bytes]:
    """The VEVENTs of these events, as anybody may see them, or as the owner of a feed does; at most two queries."""
    rows = Event.objects.filter(pk__in=keys).select_related("branch").order_by("pk")
    held = Registration.objects.filter(person=owner, event__in=keys).order_by("pk") if owner is not None else []
    seats = {seat.event_id: seat for seat in held}
    with override(language):
        return {
            event.pk: component_of(event, seats.get(event.pk), event_url(event), in_feed=True).to_ical()
            for event in rows
        }


def event_url(event: Event) -> str:
    """The address of an event's page in the active language."""
    return absolute(reverse("agenda:event", args=[event.pk]))


def empty_feed(feed: Feed, zones: set[str]) -> Calendar:
    """The calendar without its events."""
    with override(feed.language):
        page = absolute(reverse("agenda:agenda"))
    return feed_calendar(name=feed.name, source=absolute(feed.path), page=page, zones=zones)


def render_feed(feed: Feed, now: datetime) -> Rendered:
    """The whole calendar; one query where nothing has changed, else at most three."""
    versions = versions_of(feed, now)
    before = KEPT_FEEDS.find([feed]).get(feed)
    if before is not None and before.versions == versions:
        return before
    parts = pieces(feed, versions)
    head = empty_feed(feed, {version[4] for version in versions} | {feed.zone}).to_ical().removesuffix(END)
    body = b"".join([head, *(parts[version] for version in versions if version in parts), END])
    rendered = Rendered(versions, body, sha256(body).hexdigest()[:32])
    KEPT_FEEDS.keep({feed: rendered})
    return rendered


def pieces(feed: Feed, versions: list[Version]) -> dict[Version, bytes]:
    """The VEVENT of each version, built where it is not kept; one deleted meanwhile is left out."""
    language = feed.language
    kept = KEPT_EVENTS.find([(language, version) for version in versions])
    found = {version: piece for (_language, version), piece in kept.items()}
    missing = [version for version in versions if version not in found]
    if missing:
        built = build([version[0] for version in missing], feed.owner, language)
        fresh = {version: built[version[0]] for version in missing if version[0] in built}
        KEPT_EVENTS.keep({(language, version): piece for version, piece in fresh.items()})
        found |= fresh
    return found
