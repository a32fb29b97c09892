"""One topic in this process: how far it is read, its last events as encoded, and who listens."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from hub.live.encode import Entry
from hub.live.frames import MUCH, TOO_FAR
from hub.live.topics import LiveTopic

if TYPE_CHECKING:
    from hub.live.sockets import Subscription


class Feed:
    """The ring holds the entries `low` … `head` without a hole; `head` is None until the log was first read."""

    def __init__(self, key: str, topic: LiveTopic, pk: int, ask: Callable[[str], None]) -> None:
        self.ask = ask
        self.key = key
        self.topic = topic
        self.pk = pk
        self.head: int | None = None
        self.h = ""
        self.min = 0
        self.low = 1
        self.ring: dict[int, Entry] = {}
        self.subs: set[Subscription] = set()
        # The lowest event a listener needs that the ring does not hold.
        self.wanted: int | None = None
        # Nothing older than this is in the log.
        self.floor = 0

    def begin(self, head: int, h: str, minimum: int) -> None:
        """From here on; nothing older is held yet."""
        self.head, self.h, self.min, self.low = head, h, minimum, head + 1
        self.ring.clear()

    def append(self, entry: Entry) -> None:
        """The next event; the ring forgets what nobody may ask for any more."""
        self.ring[entry.seq] = entry
        self.head, self.h = entry.seq, entry.event.h
        while len(self.ring) > TOO_FAR:
            del self.ring[self.low]
            self.low += 1

    def prepend(self, entries: list[Entry], first: int) -> None:
        """Older events that join on without a hole; where the log itself ends above `first`, that is the floor."""
        if entries and entries[-1].seq == self.low - 1:
            self.ring.update((entry.seq, entry) for entry in entries)
            self.low = entries[0].seq
        if first and self.low > first:
            self.floor = self.low
        self.wanted = None

    def replace(self, entries: list[Entry]) -> None:
        """Entries whose words have changed."""
        self.ring.update((entry.seq, entry) for entry in entries if entry.seq in self.ring)

    def stale_after(self, targets: set[int]) -> list[Entry]:
        """The entries that say something of these targets."""
        return [entry for entry in list(self.ring.values()) if entry.target in targets or entry.about & targets]

    def want(self, seq: int) -> None:
        """Asks the reader for older events, down to this one."""
        self.wanted = min(seq, self.wanted or seq)
        self.ask(self.key)

    def span(self, first: int, count: int) -> list[Entry]:
        """At most `count` entries from `first` on, and no more than one frame should hold; at least one."""
        if first == self.head:
            return [self.ring[first]]
        last, size = min(first + count - 1, self.head or 0), 0
        entries: list[Entry] = []
        for seq in range(first, last + 1):
            size += len(self.ring[seq].frame.text)
            if entries and size > MUCH:
                break
            entries.append(self.ring[seq])
        return entries
