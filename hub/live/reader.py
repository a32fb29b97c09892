"""One reader per process: reads each topic's log once, encodes once, and hands the same bytes to every socket."""

import asyncio
import logging
import random
import time
from collections import Counter
from collections.abc import Iterable

from django.db import DatabaseError
from django.utils import timezone

from hub.live import bell, frames, readings
from hub.live.encode import Entry, News
from hub.live.feeds import Feed
from hub.live.frames import Frame
from hub.live.greeter import Greeter
from hub.live.rights import batches, signed_out
from hub.live.sockets import Socket, tell
from hub.live.threads import DatabaseThread
from hub.live.topics import MEMBER_ADD, MEMBER_DEL, find

logger = logging.getLogger(__name__)

POLL = 2.0
RECHECK = 30.0
FULL_FOR = 60.0


class Reader:
    """Everything here runs on the event loop; only `thread` leaves it, for the database."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.feeds: dict[str, Feed] = {}
        self.sockets: set[Socket] = set()
        self.counts: Counter[str] = Counter()
        # Whether this process is about to end.
        self.leaving = False
        self.dirty: set[str] = set()
        # What is being read just now.
        self.reading: set[str] = set()
        self.doubtful: set[int] = set()
        self.bell = asyncio.Event()
        self.thread = DatabaseThread("live-reader")
        self.greeter = Greeter(self)
        self.tasks = [self.loop.create_task(work()) for work in (self.read_on, self.watch, self.greeter.work)]
        bell.listen(self.hear)

    def hear(self, key: str, news: News | None = None) -> None:
        """A ring, from any thread; what is encoded is encoded there."""
        if news is not None and key in self.feeds:
            self.loop.call_soon_threadsafe(self.take_in, news, news.entry)
        else:
            self.loop.call_soon_threadsafe(self.mark, key)

    def take_in(self, news: News, entry: Entry) -> None:
        """What was committed here follows on what is held, to the last sign of it; if it does not, the log is read."""
        key = news.key
        feed = self.feeds.get(key)
        known = feed and (feed.head, feed.h, feed.min) == (entry.seq - 1, news.said.before, news.min)
        plain = entry.kind != MEMBER_DEL and feed is not None and entry.kind not in feed.topic.rewriting
        if feed is None or not known or not plain or key in self.dirty or key in self.reading:
            self.mark(key)
            return
        feed.append(entry)
        tell(feed, entry)

    def mark(self, key: str) -> None:
        """This topic wants reading; a ring for a person also makes us ask whether they are still signed in."""
        if key in self.feeds:
            self.dirty.add(key)
            self.bell.set()
        topic, _colon, pk = key.partition(":")
        if topic == "person" and pk.isdigit():
            self.doubtful.add(int(pk))

    def feed(self, key: str) -> Feed | None:
        """The feed of a topic, opened when first asked for; None for what no app declares."""
        found = find(key)
        if key not in self.feeds and found is not None:
            self.feeds[key] = Feed(key, *found, self.mark)
        return self.feeds.get(key)

    async def read_on(self) -> None:
        """Reads what was marked, over and over; a lost database is waited for."""
        while True:
            await self.bell.wait()
            self.bell.clear()
            keys, self.dirty = self.dirty, set()
            self.reading = keys
            feeds = [self.feeds[key] for key in keys if key in self.feeds]
            try:
                found = await self.thread.run(readings.read, feeds)
            except DatabaseError:
                self.counts["lost"] += 1
                await asyncio.sleep(random.uniform(0.5, 1.5))  # noqa: S311  # spreads the load, guards nothing
                self.dirty |= keys
                self.bell.set()
                continue
            self.reading = set()
            for feed in feeds:
                self.take(feed, found[feed.key])

    def take(self, feed: Feed, reading: readings.Reading) -> None:
        """Brings a feed and its sockets up to what was read."""
        place = reading.place
        if reading.broken:
            self.begin_anew(feed, reading, "rollback")
        elif feed.head is not None and place.min > feed.min and not feed.topic.is_state:
            self.begin_anew(feed, reading, "policy")
        elif feed.topic.is_state:
            self.tell_state(feed, reading)
        elif feed.head is None:
            feed.begin(place.head, place.h, place.min)
        else:
            self.advance(feed, reading)

    def begin_anew(self, feed: Feed, reading: readings.Reading, why: str) -> None:
        """What is held is not true any more: everybody fetches the topic again."""
        feed.begin(reading.place.head, reading.place.h, reading.place.min)
        for sub in list(feed.subs):
            if sub.ready:
                sub.reset(why)

    def tell_state(self, feed: Feed, reading: readings.Reading) -> None:
        """The newest state, whole, to those who have an older one."""
        feed.head = reading.place.head
        if reading.data is None:
            return
        frame = Frame(frames.state(feed.key, feed.head, reading.data))
        for sub in list(feed.subs):
            if sub.ready and sub.sent < feed.head:
                sub.start(feed.head)
                sub.socket.push(frame)

    def advance(self, feed: Feed, reading: readings.Reading) -> None:
        """Adds the new events in order; a hole is read again, never skipped."""
        feed.replace(reading.rewritten)
        feed.prepend(reading.older, reading.first)
        for entry in reading.fresh:
            if entry.seq != (feed.head or 0) + 1:
                self.counts["holes"] += 1
                logger.error("a hole before %s/%s", feed.key, entry.seq)
                self.mark(feed.key)
                break
            if entry.kind == MEMBER_DEL:
                self.detach(feed, entry.target)
            feed.append(entry)
        # A reading begun before the feed did saw the topic's head, and none of its events.
        if reading.more or reading.place.head > (feed.head or 0):
            self.mark(feed.key)
        if len(reading.fresh) == 1 and reading.fresh[0].seq == feed.head:
            tell(feed, reading.fresh[0])
            return
        for sub in list(feed.subs):
            sub.pump()

    def detach(self, feed: Feed, person: int) -> None:
        """Ends this person's right here: they get what came before, and nothing after."""
        for sub in list(feed.subs):
            if sub.socket.person == person and sub.ready:
                sub.pump()
                sub.part()

    def lost_since(self, feed: Feed, person: int, seq: int) -> bool:
        """Whether the events after `seq` that were read meanwhile end this person's right."""
        verdict = False
        for number in range(max(seq + 1, feed.low), (feed.head or 0) + 1):
            entry = feed.ring[number]
            if entry.target == person and entry.kind in {MEMBER_ADD, MEMBER_DEL}:
                verdict = entry.kind == MEMBER_DEL
        return verdict

    async def watch(self) -> None:
        """Polls the heads, keeps the heart beating, closes what is slow, silent or signed out."""
        beat = recheck = time.monotonic()
        while True:
            await asyncio.sleep(POLL * random.uniform(0.75, 1.25))  # noqa: S311  # keeps processes from asking in step
            now = time.monotonic()
            try:
                await self.poll()
                if now - recheck >= RECHECK or self.doubtful:
                    everybody = now - recheck >= RECHECK
                    await self.check_sessions(everybody=everybody)
                    recheck = now if everybody else recheck
            except DatabaseError:
                self.counts["lost"] += 1
            if now - beat >= frames.HEARTBEAT:
                self.say_heads(self.sockets)
                beat = now
            self.close_slow(now)

    async def poll(self) -> None:
        """Asks where all topics stand; stands in for every ring that was lost."""
        self.feeds = {key: feed for key, feed in self.feeds.items() if feed.subs}
        heads = {key: (feed.head, feed.min) for key, feed in self.feeds.items() if feed.head is not None}
        moved = await self.thread.run(readings.poll, heads) if heads else set()
        # What has moved here meanwhile is looked at the next time.
        moved = {key for key in moved - self.dirty if key in self.feeds and heads[key][0] == self.feeds[key].head}
        for key in moved:
            self.counts["polled"] += 1
            self.mark(key)
        if moved:
            self.say_heads({sub.socket for key in moved for sub in self.feeds[key].subs})

    def say_heads(self, sockets: Iterable[Socket]) -> None:
        """One frame for all who follow the same topics."""
        made: dict[tuple[str, ...], Frame] = {}
        for socket in list(sockets):
            keys = tuple(sorted(key for key, sub in socket.subs.items() if sub.ready))
            # Whoever has been welcomed and follows nothing any more still wants to hear that we are there.
            if keys or socket.person:
                frame = made.get(keys)
                if frame is None:
                    heads = {key: self.feeds[key].head or 0 for key in keys if key in self.feeds}
                    frame = made[keys] = Frame(frames.heartbeat(heads))
                socket.push(frame)

    async def check_sessions(self, *, everybody: bool) -> None:
        """Says goodbye to sockets whose session has ended, or whose person was signed out."""
        doubtful, self.doubtful = self.doubtful, set()
        asked = {
            one.session_key: one.person for one in self.sockets if one.person and (everybody or one.person in doubtful)
        }
        ended: set[str] = set()
        # Piece by piece, so that news need not wait until thousands have been looked at.
        for some in batches(asked.items()):
            ended |= await self.thread.run(signed_out, dict(some), timezone.now())
        for socket in list(self.sockets):
            if socket.session_key in ended:
                socket.bye(4401)

    def close_slow(self, now: float) -> None:
        """Those who say no hello, and those whose window has been full for a minute."""
        for socket in list(self.sockets):
            late = not socket.greeting and now > socket.hello_by
            if late or (socket.full_since and now - socket.full_since > FULL_FOR):
                socket.bye(4408)

    def leave(self, socket: Socket) -> None:
        """The connection has ended."""
        self.sockets.discard(socket)
        for sub in list(socket.subs.values()):
            sub.drop()

    async def close(self) -> None:
        """Ends the reader, for tests: its tasks, its threads, its database connections."""
        bell.leave(self.hear)
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.thread.close()
        await self.greeter.thread.close()
