"""What the reader asks of the database: new events of its topics, encoded once, off the event loop."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from hub.live.encode import Entry, encode
from hub.live.feeds import Feed
from hub.live.frames import TOO_FAR
from hub.live.rights import Place, batches, places_of, states_of
from hub.models import LogEvent, Topic
from hub.prepared import Blank, Prepared

STEP = 500
LOG = Prepared(
    lambda: (
        LogEvent.objects.filter(topic__key=Blank("key"), seq__gte=Blank("seq"))
        .annotate(low=F("topic__min"))
        .order_by("seq")[: STEP + 1]
    )
)


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
    placeless = {feed.key for feed in feeds if feed.topic.is_state or feed.head is None}
    places = places_of(placeless)
    states = states_of(feed.key for feed in feeds if feed.topic.is_state)
    return {
        feed.key: Reading(places.get(feed.key, Place()), data=states.get(feed.key))
        if feed.key in placeless
        else read_events(feed)
        for feed in feeds
    }


def read_events(feed: Feed) -> Reading:
    """New events after what the feed holds, and older ones that somebody wants.

    The last event that the feed holds is read with them: it shows that the log is still the one we knew, and the
    topic's row need not be asked for.
    """
    head = feed.head or 0
    rows: list[Any] = LOG.all(key=feed.key, seq=head)
    if head and (not rows or (rows[0].seq, rows[0].h) != (head, feed.h)):
        return Reading(places_of([feed.key]).get(feed.key, Place()), broken=True)
    fresh = rows[1:] if head else rows
    reading = Reading(Place(rows[-1].seq, rows[-1].h, rows[-1].low) if rows else Place())
    reading.more = len(fresh) >= STEP
    reading.fresh = encode(feed.topic, feed.key, fresh)
    reading.rewritten = rewrite(feed, fresh)
    if feed.wanted is not None and feed.wanted < feed.low:
        reading.first = max(feed.wanted, head - TOO_FAR + 1)
        older = LogEvent.objects.filter(topic__key=feed.key, seq__gte=reading.first, seq__lt=feed.low).order_by("seq")
        reading.older = encode(feed.topic, feed.key, list(older))
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
