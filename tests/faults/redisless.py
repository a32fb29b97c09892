"""Scenario 3: Redis dies and freezes while people post and read; nobody notices more than a delay."""

import asyncio
import random
import signal
import time
from collections import Counter

from tests.faults.children import wait_for
from tests.faults.follower import Follower
from tests.faults.house import House
from tests.faults.report import Line, none_of, quantile, say, spread
from tests.faults.visitor import Visitor
from tests.faults.wire import NoAnswerError
from tests.faults.writer import Writer

WITHIN = 5.0
# What a poll can hardly reach for ten messages in a row, and a doorbell always does.
WRITERS, PAUSE = 5, 0.25
PROMPT, IN_A_ROW, BACK_WITHIN = 0.7, 10, 40.0


class Traffic:
    """People who post at the first server and read at every one, and what they measured.

    Whoever reads at the server where somebody posts hears of it without Redis; so nobody posts at the others.
    """

    def __init__(self, visitors: list[Visitor], seed: int) -> None:
        self.counts: Counter[str] = Counter()
        self.over = asyncio.Event()
        self.followers = [Follower(one, seed + one.pk) for one in visitors]
        near = [one for one in visitors if one.port == visitors[0].port]
        self.far = [one for one in self.followers if one.visitor.port != visitors[0].port]
        self.writers = [Writer(one, seed + one.pk, self.counts) for one in near[:WRITERS]]
        self.random = random.Random(seed)  # noqa: S311  # spreads requests
        self.tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """From now on there is something to deliver."""
        await wait_for(lambda: all(one.counts["welcome"] for one in self.followers), 20)
        self.tasks = [asyncio.ensure_future(one.write_on(self.over, PAUSE)) for one in self.writers]
        self.tasks += [asyncio.ensure_future(self.read(one.visitor)) for one in self.followers[:2]]

    async def read(self, visitor: Visitor) -> None:
        """The log over HTTP, again and again."""
        while not self.over.is_set():
            try:
                answer = await visitor.get(f"{visitor.place['data-live-log']}?after=0.&limit=20")
                self.counts[f"read {answer.status}"] += 1
            except NoAnswerError:
                self.counts["no answer"] += 1
            await asyncio.sleep(self.random.uniform(0.1, 0.4))

    def delays(self, since: float, until: float, readers: list[Follower]) -> list[float]:
        """Of the messages sent between these moments, to each reader; infinite where one never came."""
        return [
            follower.mirror.arrived.get(stored.seq, float("inf")) - stored.began
            for writer in self.writers
            for stored in writer.stored
            if since <= stored.began < until
            for follower in readers
        ]

    def prompt_since(self, since: float) -> bool:
        """Whether enough messages of the last moments have reached everybody as only a doorbell can."""
        recent = [one for writer in self.writers for one in writer.stored if one.began >= since]
        latest = sorted(recent, key=lambda one: one.began)[-IN_A_ROW:]
        worst = [
            max(one.mirror.arrived.get(stored.seq, float("inf")) for one in self.far) - stored.began
            for stored in latest
        ]
        return len(worst) == IN_A_ROW and max(worst) < PROMPT

    async def phase(self, seconds: float) -> tuple[float, float]:
        """Lets it run for so long."""
        began = time.monotonic()
        await asyncio.sleep(seconds)
        return began, time.monotonic()

    async def recover(self) -> float:
        """Seconds until the doorbell works again."""
        began = time.monotonic()
        await wait_for(lambda: self.prompt_since(began), BACK_WITHIN, every=0.1)
        return time.monotonic() - began

    async def stop(self) -> None:
        """Everything that was sent has arrived, or never will."""
        self.over.set()
        await asyncio.gather(*self.tasks)
        last = max(stored.seq for writer in self.writers for stored in writer.stored)
        await wait_for(lambda: all(last in one.mirror.arrived for one in self.followers), WITHIN)


async def lose_redis(where: str, house: House, *, people: int, seconds: float, seed: int) -> list[Line]:
    """Killed, back, frozen, back."""
    traffic = Traffic(await house.enter(0, people, by_doors=True), seed)
    await traffic.start()
    await traffic.phase(1.0)
    await house.redis.child.kill()
    spans = {"Redis killed": await traffic.phase(seconds + 1)}
    await house.redis.start()
    back = [await traffic.recover()]
    house.redis.child.send(signal.SIGSTOP)
    spans["Redis frozen"] = await traffic.phase(seconds + 1)
    house.redis.child.send(signal.SIGCONT)
    back.append(await traffic.recover())
    await traffic.stop()
    lines = judge_phases(where, traffic, spans)
    await asyncio.gather(*(one.stop() for one in traffic.followers))
    say(where, f"answers {dict(sorted(traffic.counts.items()))}")
    figure, bound = f"{back[0]:.1f} s, {back[1]:.1f} s", f"{BACK_WITHIN:.0f} s"
    return [
        *lines,
        Line(where, "R5 doorbell back after kill, thaw", figure, bound, max(back) < BACK_WITHIN, again=True),
    ]


def judge_phases(where: str, traffic: Traffic, spans: dict[str, tuple[float, float]]) -> list[Line]:
    """What was promised of each phase, and of all of them."""
    lines = []
    for name, (since, until) in spans.items():
        delays, far = (traffic.delays(since, until, readers) for readers in (traffic.followers, traffic.far))
        say(where, f"{name}: {len(delays)} deliveries, {spread(delays)}; at the other server {spread(far)}")
        kept = bool(delays) and quantile(delays, 0.99) <= WITHIN
        lines.append(Line(where, f"R5 {name}", spread(delays), f"p99 {WITHIN:.0f} s", kept, again=True))
    return lines + judge_answers(where, traffic)


def judge_answers(where: str, traffic: Traffic) -> list[Line]:
    """No answer failed, no socket closed."""
    bad = sum(
        number for name, number in traffic.counts.items() if name.split()[-1].startswith("5") or name == "no answer"
    )
    closed = sum(one.counts["closed"] + one.counts["refused"] for one in traffic.followers)
    asked = sum(number for name, number in traffic.counts.items() if name != "duplicate")
    return [
        none_of(where, "R5 answers 5xx or missing", bad, f"{asked}"),
        none_of(where, "R5 sockets that closed", closed, f"{len(traffic.followers)}"),
    ]
