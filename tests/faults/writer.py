"""A person who writes: one message after the other, each sent again with its key until it is acknowledged."""

import asyncio
import random
import time
import uuid
from collections import Counter
from dataclasses import dataclass

from tests.faults.visitor import Visitor
from tests.faults.wire import Answer, NoAnswerError

PATIENT = 60


@dataclass(frozen=True)
class Stored:
    """An acknowledged message; times in monotonic seconds."""

    text: str
    seq: int
    h: str
    began: float
    answered: float
    duplicate: bool


class Writer:
    """Counts its messages: `m<person>-<count>`."""

    def __init__(self, visitor: Visitor, seed: int, counts: Counter[str], patience: float = 4.0) -> None:
        self.visitor, self.patience = visitor, patience
        self.random = random.Random(seed)  # noqa: S311  # makes keys that are the same for the same seed
        self.counts = counts
        self.stored: list[Stored] = []
        self.sent = 0

    async def write(self, words: str = "") -> Stored:
        """The next message, until it is stored; raises AssertionError when it is refused or never answered."""
        self.sent += 1
        text = f"m{self.visitor.pk}-{self.sent}"
        cid = str(uuid.UUID(int=self.random.getrandbits(128)))
        began = time.monotonic()
        for tries in range(PATIENT):
            try:
                answer = await self.visitor.post({"body": f"{text} {words}".strip()}, cid, patience=self.patience)
            except NoAnswerError:
                self.counts["no answer"] += 1
            else:
                self.counts[str(answer.status)] += 1
                if answer.status == 201:
                    return self.keep(text, answer, began)
                await self.understand(answer)
            await asyncio.sleep(self.random.uniform(0, min(2.0, 0.25 * 2**tries)))
        message = f"{text} was sent {PATIENT} times"
        raise AssertionError(message)

    def keep(self, text: str, answer: Answer, began: float) -> Stored:
        """It is stored."""
        facts = answer.json()
        stored = Stored(text, facts["seq"], facts["h"], began, time.monotonic(), facts["duplicate"])
        self.stored.append(stored)
        self.counts["duplicate"] += stored.duplicate
        return stored

    async def understand(self, answer: Answer) -> None:
        """Waits where that helps; any other refusal is a surprise here."""
        if answer.status == 429:
            await asyncio.sleep(float(answer.headers["retry-after"]))
        elif answer.status < 500:
            message = f"a message was refused: {answer.status} {answer.body[:200]!r}"
            raise AssertionError(message)

    async def write_on(self, until: asyncio.Event, pause: float) -> None:
        """Message after message, `pause` seconds apart on average."""
        while not until.is_set():
            await self.write()
            await asyncio.sleep(self.random.uniform(0.5, 1.5) * pause)
