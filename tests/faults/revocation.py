"""Scenario 4: somebody posts at the very moment at which somebody is taken off the roster."""

import asyncio
import contextlib
import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection

from tests.faults.follower import LOST, open_socket
from tests.faults.house import House
from tests.faults.ledger import MEMBERSHIP, Ledger
from tests.faults.report import Line, none_of, say
from tests.faults.visitor import Visitor
from tests.faults.wire import NoAnswerError
from tests.faults.writer import Writer

TOLD_WITHIN = 6.0


class Ear:
    """A socket that only notes what it hears, and in which order."""

    def __init__(self, socket: ClientConnection, topic: str) -> None:
        self.socket, self.topic = socket, topic
        self.heard: list[tuple[str, int]] = []
        self.news = asyncio.Event()
        self.task = asyncio.ensure_future(self.listen())

    async def listen(self) -> None:
        """Until it closes."""
        with contextlib.suppress(*LOST):
            async for text in self.socket:
                frame = json.loads(text)
                self.note(frame)
                self.news.set()
                if frame["t"] in {"ev", "evs"}:
                    ack = {"t": "ack", "topic": self.topic, "s": self.heard[-1][1]}
                    await self.socket.send(json.dumps(ack))
        self.heard.append(("closed", 0))
        self.news.set()

    def note(self, frame: dict[str, Any]) -> None:
        """One frame."""
        if frame["t"] == "welcome":
            place = frame["heads"].get(self.topic, "0.")
            self.heard.append(("welcome", int(place.split(".")[0])))
        elif frame["t"] == "gone":
            self.heard.append(("gone", 0))
        elif frame["t"] in {"ev", "evs"}:
            self.heard += [("ev", one["s"]) for one in frame.get("items", [frame])]

    async def hello(self) -> None:
        """From the head on."""
        subs = [{"topic": self.topic, "after": None}]
        await self.socket.send(json.dumps({"t": "hello", "v": 1, "subs": subs}))

    async def until(self, fact: Callable[[], bool]) -> bool:
        """Waits until something that was heard makes it true."""
        try:
            async with asyncio.timeout(TOLD_WITHIN):
                while not fact():
                    self.news.clear()
                    await self.news.wait()
        except TimeoutError:
            return False
        return True

    def after(self, place: int, *kinds: str) -> bool:
        """Whether, from that place of what was heard, these kinds came in this order."""
        names = iter(name for name, _seq in self.heard[place:])
        return all(kind in names for kind in kinds)


@dataclass
class Tally:
    """What went wrong, over all lanes."""

    races: int = 0
    untold: int = 0
    asked: int = 0
    readable: int = 0
    odd: Counter[str] = field(default_factory=Counter)


@dataclass
class Lane:
    """One person who is removed over and over, and one who writes meanwhile."""

    house: House
    referent: Visitor
    victim: Visitor
    writer: Writer
    ear: Ear
    chance: random.Random
    tally: Tally

    async def race(self, number: int) -> None:
        """Post, removal, a post of the one who is removed, every other time a new hello: all at the same moment."""
        membership = await self.house.value(MEMBERSHIP.format(person=self.victim.pk))
        place, again = len(self.ear.heard), number % 2 == 1
        removal = self.referent.submit(self.house.ground.facts["remove"] % membership, {})
        jobs = [self.writer.write(), removal, self.speak(number), *([self.ear.hello()] if again else [])]
        self.chance.shuffle(jobs)
        await asyncio.gather(*jobs)
        signs = ("welcome", "gone") if again else ("gone",)
        self.tally.races += 1
        self.tally.untold += not await self.ear.until(lambda: self.ear.after(place, *signs))
        if number % 4 == 0:
            log = await self.victim.get(f"{self.victim.place['data-live-log']}?after=0.&limit=1")
            self.tally.asked += 1
            self.tally.readable += log.status != 404
        await self.come_back()

    async def speak(self, number: int) -> None:
        """The one who is being removed says something."""
        with contextlib.suppress(NoAnswerError):
            answer = await self.victim.post(
                {"body": f"m{self.victim.pk}-{number + 1}"}, f"last-word-of-{self.victim.pk:06}-{number:06}"
            )
            self.tally.odd[f"own post {answer.status}"] += 1

    async def come_back(self) -> None:
        """On the roster again, and listening."""
        fields = {"email": self.victim.email, "role": "mentor"}
        answer = await self.referent.submit(self.house.ground.facts["add"], fields)
        if answer.status != 302:
            message = f"the roster answers {answer.status}"
            raise AssertionError(message)
        place = len(self.ear.heard)
        await self.ear.hello()
        await self.ear.until(lambda: self.ear.after(place, "welcome"))


async def revoke(where: str, house: House, *, races: int, lanes: int, seed: int, first: int = 0) -> list[Line]:
    """So many races in all, on several lanes of one room at once."""
    visitors = await house.enter(first, 2 * lanes)
    referent, tally = house.visitor(house.ground.facts["referent"]), Tally()
    await referent.enter()
    rows = []
    for number in range(lanes):
        victim, other = visitors[number], visitors[lanes + number]
        ear = Ear(await open_socket(victim), victim.topic)
        await ear.hello()
        await ear.until(lambda ear=ear: ear.after(0, "welcome"))
        chance = random.Random(seed + number)  # noqa: S311  # repeatable, not secret
        rows.append(Lane(house, referent, victim, Writer(other, seed + number, Counter()), ear, chance, tally))

    async def run(lane: Lane) -> None:
        for number in range(races // lanes):
            await lane.race(number)

    await asyncio.gather(*(run(lane) for lane in rows))
    ledger = await house.ledger()
    say(where, f"{tally.races} removals, {ledger.head} events, {dict(tally.odd)}")
    for lane in rows:
        lane.ear.socket.transport.abort()
        await lane.ear.task
    return judge(where, tally, rows, ledger)


def outside(ledger: Ledger, person: int) -> set[int]:
    """The numbers after this person's removals, up to their return."""
    numbers, away = set(), False
    for event in ledger.events:
        if away:
            numbers.add(event.seq)
        if event.target == person and event.kind in {"member.add", "member.del"}:
            away = event.kind == "member.del"
    return numbers


def judge(where: str, tally: Tally, lanes: list[Lane], ledger: Ledger) -> list[Line]:
    """What was heard and said after a removal."""
    leaked = spoken = 0
    for lane in lanes:
        away = outside(ledger, lane.victim.pk)
        leaked += sum(name == "ev" and seq in away for name, seq in lane.ear.heard)
        spoken += sum(author == lane.victim.pk and seq in away for seq, author, _text in ledger.posts)
    races = f"{tally.races} races"
    return [
        none_of(where, "S2 events heard after removal", leaked, races),
        none_of(where, "S2 posts taken after removal", spoken, races),
        none_of(where, "S2 log readable after removal", tally.readable, f"{tally.asked}"),
        none_of(where, "S2 removed and not told `gone`", tally.untold, f"{tally.races}"),
    ]
