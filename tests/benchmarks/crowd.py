"""The clients of one server, in a process of their own: they count what they hear, in order, and acknowledge it."""

import asyncio
import sys
import threading
import time
from typing import Any

from tests.benchmarks.members import DIALECTS, Member
from tests.benchmarks.peers import Answer, obey, open_many, say

TOGETHER = 50
PATIENCE = 120.0


class Crowd:
    """All members on one server, or on several."""

    def __init__(self, loop: asyncio.AbstractEventLoop, dialect: str) -> None:
        self.loop, self.kind = loop, DIALECTS[dialect]
        self.members: list[Member] = []
        self.stalled: list[Member] = []
        self.held = 0

    def run(self, work: Any) -> Any:
        """Waits for a coroutine on the loop, from the thread that obeys."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE + 10)

    async def dial(self, port: int, origin: str, session: str, topic: str) -> Member:
        """One more member, greeted and ready."""
        member = self.kind(port, origin, session, topic)
        await self.loop.create_connection(lambda: member, "127.0.0.1", port)
        await asyncio.wait_for(member.ready, PATIENCE)
        member.heard = self.held
        return member

    def connect(self, port: int, origin: str, sessions: list[str], topics: list[str], *, rush: bool = False) -> Answer:
        """Adds a member for each session, some at a time; in a rush, all at once, where some may fail."""
        return self.run(
            self.rush(port, origin, sessions, topics) if rush else self.join(port, origin, sessions, topics)
        )

    async def join(self, port: int, origin: str, sessions: list[str], topics: list[str]) -> Answer:
        pairs = list(zip(sessions, topics, strict=True))
        for start in range(0, len(pairs), TOGETHER):
            some = [self.dial(port, origin, *pair) for pair in pairs[start : start + TOGETHER]]
            self.members += await asyncio.gather(*some)
        return {"members": len(self.members)}

    async def rush(self, port: int, origin: str, sessions: list[str], topics: list[str]) -> Answer:
        start = time.monotonic()
        pairs = zip(sessions, topics, strict=True)
        found = await asyncio.gather(*(self.dial(port, origin, *pair) for pair in pairs), return_exceptions=True)
        self.members += [one for one in found if isinstance(one, Member)]
        failed = [repr(one) for one in found if not isinstance(one, Member)]
        return {"seconds": time.monotonic() - start, "failed": len(failed), "why": failed[:1]}

    def leave(self) -> Answer:
        """Everybody hangs up."""

        async def hang_up() -> None:
            for member in [*self.members, *self.stalled]:
                member.transport.abort()

        self.run(hang_up())
        self.members, self.stalled = [], []
        return {}

    def stall(self, count: int) -> Answer:
        """So many read nothing from now on, and nobody waits for them."""

        async def pause() -> None:
            for member in self.members[:count]:
                member.transport.pause_reading()

        self.run(pause())
        self.stalled, self.members = self.members[:count], self.members[count:]
        return {"members": len(self.members)}

    def hold(self, events: int) -> Answer:
        """Waits until every member has heard exactly so many events more; raises when one has not."""
        self.held += events
        self.run(self.wait())
        wrong = [member.faults for member in self.members if any(member.faults.values())]
        assert not wrong, f"{len(wrong)} of {len(self.members)}: {wrong[:3]}"
        last = max(member.heard_at for member in self.members)
        return {"members": len(self.members), "last": self.members[0].last, "last_at": last}

    async def wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while not all(member.heard >= self.held for member in self.members):
            if time.monotonic() > until:
                break
            await asyncio.sleep(0.004)
        wrong = [member.heard for member in self.members if member.heard != self.held]
        assert not wrong, f"{len(wrong)} of {len(self.members)} hold {wrong[:3]}… events, not {self.held}"

    def count(self, events: int, patience: float) -> Answer:
        """Waits until everybody has heard so many events more, or until nobody hears anything any more."""
        self.held += events
        silent, before, start = 0.0, -1, time.monotonic()
        while silent < patience:
            heard = sum(member.heard for member in self.members)
            silent, before = (0.0 if heard != before else silent + 0.05), heard
            if all(member.heard >= self.held for member in self.members):
                break
            time.sleep(0.05)
        lost = sum(max(0, self.held - member.heard) for member in self.members)
        faults = {name: sum(member.faults[name] for member in self.members) for name in ("twice", "disorder")}
        at = max(member.heard_at for member in self.members)
        return {"lost": lost, "of": events * len(self.members), "seconds": at - start, **faults}

    def heard(self) -> Answer:
        """How many events all of them have heard together so far, and how often one was not the next."""
        wrong = sum(sum(member.faults.values()) for member in self.members)
        return {"heard": sum(member.heard for member in self.members), "wrong": wrong}

    def watch(self) -> Answer:
        """From now on, when each event came is written down."""
        for member in self.members:
            member.moments = []
        return {}

    def spread(self, posted: dict[str, float]) -> Answer:
        """How long after being posted events came: half of them, 99 of 100, in seconds."""
        waits = sorted(
            at - posted[str(seq)] for member in self.members for seq, at in member.moments or [] if str(seq) in posted
        )
        return {"count": len(waits), "p50": waits[len(waits) // 2], "p99": waits[int(len(waits) * 0.99)]}

    def beats(self) -> Answer:
        """How many heartbeats the one who heard fewest has heard."""
        return {"beats": min(member.beats for member in self.members)}


async def main(dialect: str) -> None:
    """Runs until whoever started us is gone."""
    crowd = Crowd(asyncio.get_running_loop(), dialect)
    names = ("connect", "leave", "stall", "hold", "count", "heard", "watch", "spread", "beats")
    threading.Thread(target=obey, args=[{name: getattr(crowd, name) for name in names}], daemon=True).start()
    say({})
    await asyncio.Event().wait()


if __name__ == "__main__":
    open_many()
    asyncio.run(main(sys.argv[1]))
