"""Answers hellos: all that wait are checked together, every 50 ms, in a thread of their own."""

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import DatabaseError
from django.utils import timezone

from hub.live import frames
from hub.live.frames import Cursor
from hub.live.rights import Answer, Verdict, Wish, judge
from hub.live.sockets import Socket, Subscription
from hub.live.threads import DatabaseThread

if TYPE_CHECKING:
    from hub.live.reader import Reader

logger = logging.getLogger(__name__)

EVERY = 0.05
TOGETHER = 200
MOST_SOCKETS = 8


@dataclass(frozen=True)
class Hello:
    """What one socket wants, and the subscriptions that stand in for it until it is answered."""

    socket: Socket
    wanted: list[tuple[str, Cursor | None]]
    subs: dict[str, Subscription]

    def is_last(self, key: str) -> bool:
        """Whether no later hello of this socket has taken the place of this one, for that topic."""
        return self.socket.subs.get(key) is self.subs.get(key)


class Greeter:
    """A socket is registered first and checked after, so that nothing falls between."""

    def __init__(self, reader: "Reader") -> None:
        self.reader = reader
        self.waiting: list[Hello] = []
        self.bell = asyncio.Event()
        self.thread = DatabaseThread("live-greeter")

    def register(self, socket: Socket, wanted: list[tuple[str, Cursor | None]]) -> None:
        """Opens the feeds and takes the place of earlier subscriptions; nothing is sent before the check."""
        if len(socket.subs.keys() | {key for key, _after in wanted}) > frames.MOST_TOPICS:
            raise frames.MalformedError
        socket.greeting = True
        subs = {}
        for key, after in wanted:
            if key in socket.subs:
                socket.subs[key].drop()
            feed = self.reader.feed(key)
            if feed is not None:
                sub = subs[key] = socket.subs[key] = Subscription(socket, feed, after)
                feed.subs.add(sub)
        self.waiting.append(Hello(socket, wanted, subs))
        self.bell.set()

    async def work(self) -> None:
        """One batch after another; while the database is lost, hellos wait."""
        while True:
            await self.bell.wait()
            await asyncio.sleep(EVERY)
            self.bell.clear()
            while self.waiting:
                some, self.waiting = self.waiting[:TOGETHER], self.waiting[TOGETHER:]
                some = [hello for hello in some if not hello.socket.over]
                try:
                    await self.greet(some)
                except DatabaseError:
                    self.reader.counts["lost"] += 1
                    self.waiting = some + self.waiting
                    await asyncio.sleep(1)

    async def greet(self, hellos: list[Hello]) -> None:
        """Checks a batch and answers each of it."""
        wishes = [Wish(hello.socket.session_key, hello.wanted) for hello in hellos]
        answers = await self.thread.run(judge, wishes, timezone.now())
        held = Counter(socket.person for socket in self.reader.sockets if socket.person)
        for hello, answer in zip(hellos, answers, strict=True):
            socket = hello.socket
            if socket.over:
                continue
            if answer.person is None or socket.person not in {0, answer.person}:
                socket.bye(4401)
            elif not socket.person and held[answer.person] >= MOST_SOCKETS:
                socket.bye(4429, 30_000)
            else:
                held[answer.person] += not socket.person
                self.answer(hello, answer)

    def answer(self, hello: Hello, answer: Answer) -> None:
        """The welcome first, then what each topic has to say; of a topic asked for again since, the later hello hears."""
        socket = hello.socket
        socket.person = answer.person or 0
        verdicts = [verdict for verdict in answer.verdicts if hello.is_last(verdict.key)]
        started = [verdict for verdict in verdicts if verdict.outcome == "start" and verdict.key in hello.subs]
        socket.say(frames.welcome(socket.person, {verdict.key: str(verdict.place) for verdict in started}))
        for verdict in verdicts:
            sub = hello.subs.get(verdict.key)
            if verdict.outcome != "start":
                self.refuse(socket, verdict, sub)
            elif sub is not None and not sub.ready:
                self.start(sub, verdict)

    def start(self, sub: Subscription, verdict: Verdict) -> None:
        """Begins to send, after what was read meanwhile has been looked at."""
        feed, place = sub.feed, verdict.place
        if feed.head is None:
            feed.begin(place.head, place.h, place.min)
        if verdict.data is not None:
            sub.start(max(place.head, 0))
            sub.socket.say(frames.state(feed.key, place.head, verdict.data))
            return
        if place.head + 1 < feed.low and (feed.head or 0) > place.head:
            self.register(sub.socket, [(feed.key, sub.after)])
            return
        if self.reader.lost_since(feed, sub.socket.person, place.head):
            sub.part()
            return
        sub.start(verdict.after)
        if (feed.head or 0) < place.head:
            self.reader.mark(feed.key)
        sub.pump()

    def refuse(self, socket: Socket, verdict: Verdict, sub: Subscription | None) -> None:
        """Gone or reset; the subscription that stood in for it ends."""
        if verdict.outcome == "gone":
            socket.say(frames.gone(verdict.key))
        else:
            socket.say(frames.reset(verdict.key, verdict.why, str(verdict.place)))
        if sub is not None:
            sub.drop()
