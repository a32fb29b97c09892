"""One connection: its window, its subscriptions, and sends that nobody waits for."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator
from typing import Any

from hub.live import frames
from hub.live.encode import Entry
from hub.live.feeds import Feed
from hub.live.frames import MUCH, WINDOW, Cursor, Frame
from hub.live.lanes import SHUT, Lane

Send = Callable[[dict[str, Any]], Coroutine[Any, Any, None]]
# What hub.live.daphne offers: a "lane" for what is sent, and to "listen" to what comes.
Short = dict[str, Any]
FRAMES_PER_SECOND = 50
HELLO_WITHIN = 10.0
MOST_QUEUED = 256
NORMAL, FIRST_OWN_CODE = 1000, 3000


class Rest:
    """Awaits what is left of a coroutine whose first step has been taken, and which waits for `first`."""

    def __init__(self, coroutine: Coroutine[Any, Any, None], first: Any) -> None:
        self.coroutine, self.first = coroutine, first

    def __await__(self) -> Generator[Any, Any, None]:
        waiting = self.first
        while True:
            try:
                sent = yield waiting
            except BaseException as error:  # noqa: BLE001  # passed on to where it belongs
                waiting = self.coroutine.throw(error)
                continue
            try:
                waiting = self.coroutine.send(sent)
            except StopIteration:
                return


async def finish(rest: Awaitable[None]) -> None:
    """A task wants a coroutine."""
    await rest


class Subscription:
    """One topic on one socket: what was sent, what was acknowledged."""

    __slots__ = ("acked", "after", "feed", "ready", "sent", "socket")

    def __init__(self, socket: "Socket", feed: Feed, after: Cursor | None) -> None:
        self.socket = socket
        self.feed = feed
        self.after = after
        self.ready = False
        self.sent = self.acked = 0

    def start(self, at: int) -> None:
        """Checked: goes on after event `at`."""
        self.sent = self.acked = at
        self.ready = True

    def pump(self) -> None:
        """Sends what comes next, as far as the window lets it; what the ring lacks is asked for."""
        feed, socket = self.feed, self.socket
        while self.ready and feed.head is not None and self.sent < feed.head:
            free = WINDOW - socket.inflight
            if free < 1 or (socket.waiting > MUCH and socket.is_behind()):
                socket.full_since = socket.full_since or time.monotonic()
                return
            if self.sent + 1 < feed.low:
                self.fall_back()
                return
            entries = feed.span(self.sent + 1, free)
            self.sent += len(entries)
            socket.inflight += len(entries)
            if len(entries) == 1:
                socket.push(entries[0].frame)
            else:
                more = self.sent < feed.head
                socket.say(frames.several(feed.key, [entry.frame.text for entry in entries], more=more))

    def fall_back(self) -> None:
        """What comes next is older than the ring: it is read again, or too far back."""
        if (self.feed.head or 0) - self.sent > frames.TOO_FAR or self.sent + 1 < self.feed.floor:
            self.reset("toofar")
        else:
            self.feed.want(self.sent + 1)

    def reset(self, why: str) -> None:
        """Ends it; the client fetches the topic anew."""
        self.socket.say(frames.reset(self.feed.key, why, f"{self.feed.head or 0}.{self.feed.h}"))
        self.drop()

    def part(self) -> None:
        """Ends it: the person may not read this (any more)."""
        self.socket.say(frames.gone(self.feed.key))
        self.drop()

    def acknowledge(self, seq: int) -> bool:
        """Cumulative; what was never sent cannot be acknowledged. Whether it said anything new."""
        seq = min(seq, self.sent)
        news = seq > self.acked
        if news:
            self.socket.inflight -= seq - self.acked
            self.acked = seq
        return news

    def drop(self) -> None:
        """Ends it: nothing more is sent, nothing more is owed."""
        self.ready = False
        self.socket.inflight -= self.sent - self.acked
        self.acked = self.sent
        self.feed.subs.discard(self)
        if self.socket.subs.get(self.feed.key) is self:
            del self.socket.subs[self.feed.key]


def tell(feed: Feed, entry: Entry) -> None:
    """A new event to everybody who follows: at once to whoever holds all before it and has room; else as `pump` has it."""
    seq, octets = entry.seq, entry.frame.octets
    before, size = seq - 1, len(octets)
    for sub in tuple(feed.subs):
        socket = sub.socket
        into = socket.lane.into
        if into is None or sub.sent != before or socket.inflight >= WINDOW or not sub.ready:
            sub.pump()
            continue
        sub.sent = seq
        socket.inflight += 1
        try:
            sent = into(octets)
        except OSError:
            sent = 0
        if sent != size:
            socket.note(socket.lane.rest(octets, sent))


class Socket:
    """One browser's connection; `person` is 0 until its session has been read."""

    __slots__ = (
        "full_since",
        "greeting",
        "hello_by",
        "inflight",
        "lane",
        "over",
        "person",
        "queue",
        "send",
        "session_key",
        "short",
        "subs",
        "tail",
        "tokens",
        "tokens_at",
        "waiting",
    )

    def __init__(self, send: Send, session_key: str, short: Short | None = None) -> None:
        self.send = send
        self.short = short
        self.lane: Lane = SHUT if short is None else short["lane"]
        self.waiting = 0
        self.session_key = session_key
        self.person = 0
        self.subs: dict[str, Subscription] = {}
        self.inflight = 0
        self.full_since = 0.0
        # Whether a hello has come; when it is answered is up to us.
        self.greeting = False
        self.hello_by = time.monotonic() + HELLO_WITHIN
        self.tokens, self.tokens_at = float(FRAMES_PER_SECOND), time.monotonic()
        self.queue: deque[dict[str, Any]] = deque()
        self.tail: asyncio.Task[None] | None = None
        self.over = False

    def say(self, text: str) -> None:
        """Sends a frame made for this socket."""
        self.push(Frame(text))

    def push(self, frame: Frame) -> None:
        """Sends a frame by the short way, where the server has one."""
        if self.short is None:
            self.hand({"type": "websocket.send", "text": frame.text})
        else:
            self.note(self.lane.send(frame.octets))

    def note(self, waiting: int) -> None:
        """So many bytes wait to be read by the other side; below nothing, it is gone."""
        self.waiting = waiting
        if waiting < 0:
            self.over = True

    def is_behind(self) -> bool:
        """Whether the other side still has much to read."""
        if self.short is not None:
            self.waiting = self.lane.waiting()
        return self.waiting > MUCH

    def hand(self, message: dict[str, Any]) -> None:
        """Takes the first step of the send at once; only a server that makes us wait gets a queue."""
        if self.tail is not None:
            self.queue.append(message)
            if len(self.queue) > MOST_QUEUED:
                self.over = True
            return
        coroutine = self.send(message)
        try:
            waiting = coroutine.send(None)
        except StopIteration:
            return
        except Exception:  # noqa: BLE001  # a connection that breaks while it is written to is over, whatever says so
            self.over = True
            return
        self.tail = asyncio.ensure_future(finish(Rest(coroutine, waiting)))
        self.tail.add_done_callback(self.go_on)

    def go_on(self, done: "asyncio.Task[None]") -> None:
        """The slow send has ended: the queue follows."""
        self.tail = None
        if done.cancelled() or done.exception() is not None:
            self.over = True
            return
        while self.queue and self.tail is None:
            self.hand(self.queue.popleft())

    def bye(self, code: int, after_ms: int = 0) -> None:
        """Says why, then closes."""
        if self.over:
            return
        self.say(frames.bye(code, after_ms))
        # Daphne's library closes with 1000 or with 3000 … 4999 and raises at anything else; the frame has said 1012.
        self.hand({"type": "websocket.close", "code": code if code >= FIRST_OWN_CODE else NORMAL})
        self.over = True

    def may_speak(self) -> bool:
        """Counts one inbound frame against the limit of frames a second."""
        now = time.monotonic()
        self.tokens = min(FRAMES_PER_SECOND, self.tokens + (now - self.tokens_at) * FRAMES_PER_SECOND)
        self.tokens_at = now
        self.tokens -= 1
        return self.tokens >= 0

    def pump(self) -> None:
        """Room in the window again: every topic goes on."""
        if self.inflight < WINDOW:
            self.full_since = 0.0
        for sub in list(self.subs.values()):
            sub.pump()
