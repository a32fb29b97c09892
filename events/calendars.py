"""What a subscribed calendar holds, as bytes: each VEVENT is built once and kept until its event changes."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock
from typing import Any, Generic, TypeVar

from django.db.models import Aggregate, Case, FilteredRelation, Q, TextField, When
from django.db.models import Value as Constant
from django.urls import reverse
from django.utils.translation import override
from icalendar import Calendar

from events.ical import END, component_of, feed_calendar, written
from events.models import Event, Registration
from events.models.events import EventQuerySet
from hub.links import absolute

BEHIND, AHEAD = timedelta(days=90), timedelta(days=548)

Key = TypeVar("Key")
Value = TypeVar("Value")

# (key, uid, changed, the branch's phone, zone; in a feed with an owner their seat, its sequence, changed; in one that
# reminds, at the end, how many minutes before, or nought): what the bytes of a VEVENT depend on, beside the language; hours
# as texts, as the database writes them. The four kinds differ in their length, so that they are kept side by side.
Version = tuple[Any, ...]


class Lines(Aggregate):
    """Some fields of all rows as one text, JSON, in no order: a text is read and compared in a tenth of the time that
    its thousands of rows take, and which of them changed only matters where it differs.
    """

    template = "JSON_GROUP_ARRAY(JSON_ARRAY(%(expressions)s))"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        """By its own functions."""
        template = "JSON_AGG(JSON_BUILD_ARRAY(%(expressions)s))::text"
        return super().as_sql(compiler, connection, template=template, **context)


@dataclass(frozen=True)
class Feed:
    """A calendar one can subscribe to: its name, address and language, which events it may hold, whose seats it shows.

    With an `alarm` it reminds so many minutes before of what its owner has a seat at, or is `expected` at without one; one
    without an owner of all that takes place.
    """

    name: str
    path: str
    language: str
    events: EventQuerySet = field(compare=False)
    zone: str
    owner: int | None = None
    alarm: int = 0
    expected: Q = field(default_factory=Q, compare=False)

    @property
    def rings(self) -> Case:
        """The minutes for one event, nought where it does not remind of it; with an owner, of events that know their `seat`."""
        concerned = Q() if self.owner is None else Q(seat__state=Registration.State.CONFIRMED) | self.expected
        return Case(When(concerned, status=Event.Status.PUBLISHED, then=Constant(self.alarm)), default=Constant(0))


@dataclass(frozen=True)
class Rendered:
    """A whole calendar: its bytes, their tag, and what they were made of, as `state_of` says it."""

    state: str
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


# 2,000 dates in three languages with each of five reminders are 30,000; about 1.5 kB each with its key.
KEPT_EVENTS: Kept[tuple[str, Version], bytes] = Kept(40_000)
KEPT_FEEDS: Kept[Feed, Rendered] = Kept(64)


def in_window(events: EventQuerySet, now: datetime) -> EventQuerySet:
    """From 90 days back to 18 months ahead."""
    return events.no_drafts().between(now - BEHIND, now + AHEAD)


def state_of(feed: Feed, now: datetime) -> str:
    """All that the feed's bytes depend on now, as one text: when each event begins, and its version; one query."""
    rows = in_window(feed.events, now)
    fields = ["starts_at", "pk", "uid", "modified_at", "branch__phone", "zone"]
    if feed.owner is not None:
        # Also a seat given back: SEQUENCE never falls.
        rows = rows.annotate(seat=FilteredRelation("registrations", condition=Q(registrations__person=feed.owner)))
        fields += ["seat__pk", "seat__sequence", "seat__modified_at"]
    if feed.alarm:
        rows = rows.annotate(rings=feed.rings)
        fields.append("rings")
    return rows.aggregate(state=Lines(*fields))["state"] or "[]"


def versions_in(state: str) -> list[Version]:
    """Which versions of which events, the soonest first."""
    return [tuple(version) for _begins, *version in sorted(json.loads(state), key=lambda row: row[:2])]


def build(versions: list[Version], feed: Feed) -> dict[int, bytes]:
    """The VEVENTs of these events, as anybody may see them, or as the owner of a feed does; at most two queries."""
    keys = [version[0] for version in versions]
    alarms = {version[0]: version[-1] for version in versions if feed.alarm}
    rows = Event.objects.filter(pk__in=keys).select_related("branch").order_by("pk")
    held = Registration.objects.filter(person=feed.owner, event__in=keys).order_by("pk") if feed.owner else []
    seats = {seat.event_id: seat for seat in held}
    with override(feed.language):
        return {
            event.pk: written(
                component_of(event, seats.get(event.pk), event_url(event), in_feed=True, alarm=alarms.get(event.pk, 0))
            )
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
    state = state_of(feed, now)
    before = KEPT_FEEDS.find([feed]).get(feed)
    if before is not None and before.state == state:
        return before
    versions = versions_in(state)
    parts = pieces(feed, versions)
    head = written(empty_feed(feed, {version[4] for version in versions} | {feed.zone})).removesuffix(END)
    body = b"".join([head, *(parts[version] for version in versions if version in parts), END])
    rendered = Rendered(state, body, sha256(body).hexdigest()[:32])
    KEPT_FEEDS.keep({feed: rendered})
    return rendered


def pieces(feed: Feed, versions: list[Version]) -> dict[Version, bytes]:
    """The VEVENT of each version, built where it is not kept; one deleted meanwhile is left out."""
    language = feed.language
    kept = KEPT_EVENTS.find([(language, version) for version in versions])
    found = {version: piece for (_language, version), piece in kept.items()}
    missing = [version for version in versions if version not in found]
    if missing:
        built = build(missing, feed)
        fresh = {version: built[version[0]] for version in missing if version[0] in built}
        KEPT_EVENTS.keep({(language, version): piece for version, piece in fresh.items()})
        found |= fresh
    return found
