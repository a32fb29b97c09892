"""What the reader asks of the database: new events of its topics, encoded once, off the event loop."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hub.live.encode import Entry, encode
from hub.live.feeds import Feed
from hub.live.frames import TOO_FAR
from hub.live.rights import Place, batches, places_of
from hub.models import LogEvent, Topic

STEP = 500


@dataclass
class Reading:
    """What was found for one feed; `broken` when the log is not the one we knew."""

    place: Place
    fresh: list[Entry] = field(default_factory=list)
    older: list[Entry] = field(default_factory=list)
    first: int = 0
    rewritten: list[Entry] = field(default_factory=list)
    broken: bool = False
    more: bool = False
    data: dict[str, Any] | None = None


def read(feeds: Sequence[Feed]) -> dict[str, Reading]:
    """One pass over these feeds."""
    places = places_of(feed.key for feed in feeds)
    return {feed.key: read_feed(feed, places.get(feed.key, Place())) for feed in feeds}


def read_feed(feed: Feed, place: Place) -> Reading:
    """New events after what the feed holds, and older ones that somebody wants."""
    if feed.topic.is_state:
        return Reading(place, data=feed.topic.state(feed.pk))
    if feed.head is None:
        return Reading(place)
    reading = Reading(place)
    rows = list(LogEvent.objects.filter(topic__key=feed.key, seq__gte=feed.head).order_by("seq")[: STEP + 1])
    held = rows[0].h if rows and rows[0].seq == feed.head else ""
    if feed.head > place.head or (feed.head > 0 and held != feed.h):
        reading.broken = True
        return reading
    fresh = [row for row in rows if row.seq > feed.head]
    reading.more = len(fresh) >= STEP
    reading.fresh = encode(feed.topic, feed.key, fresh)
    reading.rewritten = rewrite(feed, fresh)
    if feed.wanted is not None and feed.wanted < feed.low:
        reading.first = max(feed.wanted, feed.head - TOO_FAR + 1)
        older = LogEvent.objects.filter(topic__key=feed.key, seq__gte=reading.first, seq__lt=feed.low)
        reading.older = encode(feed.topic, feed.key, list(older.order_by("seq")))
    return reading


def rewrite(feed: Feed, fresh: Sequence[LogEvent]) -> list[Entry]:
    """Held entries whose words these events change, encoded again, so that a replay says what is true now."""
    targets = {event.target for event in fresh if event.kind in feed.topic.rewriting}
    stale = feed.stale_after(targets) if targets else []
    return encode(feed.topic, feed.key, [entry.event for entry in stale])


def poll(heads: dict[str, tuple[int, int]]) -> set[str]:
    """Those of {topic: (head, min)} that stand elsewhere now; one query for all of them."""
    moved = set()
    for some in batches(heads):
        rows = {
            key: (head, low) for key, head, low in Topic.objects.filter(key__in=some).values_list("key", "head", "min")
        }
        moved |= {key for key in some if rows.get(key, (0, 0)) != heads[key]}
    return moved
