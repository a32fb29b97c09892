"""What scenario 1 counts at the end: what was promised to the clients against what the database holds."""

from collections import Counter
from dataclasses import dataclass, field

from tests.faults.follower import Follower
from tests.faults.ledger import Ledger
from tests.faults.report import Line
from tests.faults.writer import Stored

CONVERGED_WITHIN = 10.0


@dataclass
class Outcome:
    """What the clients hold at the end, and what the database does."""

    ledger: Ledger
    stored: list[Stored]
    followers: list[Follower]
    counts: Counter[str]
    seconds: float
    faults: int
    over_http: bool
    unfinished: list[str] = field(default_factory=list)

    @property
    def lost(self) -> int:
        """Acknowledged, and not there as acknowledged."""
        posts, marks = set(self.ledger.posts), {event.seq: event.h for event in self.ledger.events}
        return sum(
            (one.seq, int(one.text[1:].split("-")[0]), one.text) not in posts or marks.get(one.seq) != one.h
            for one in self.stored
        )

    @property
    def twice(self) -> int:
        """Messages that stand more than once."""
        return sum(number - 1 for number in Counter(text for _seq, _author, text in self.ledger.posts).values())

    @property
    def disorder(self) -> int:
        """Messages that stand before an earlier one of their author, numbers that are missing, holes on a socket."""
        last: dict[int, int] = {}
        wrong = sum(follower.mirror.holes for follower in self.followers)
        wrong += [event.seq for event in self.ledger.events] != list(range(1, self.ledger.head + 1))
        for _seq, author, text in self.ledger.posts:
            count = int(text.split("-")[1])
            wrong += count < last.get(author, 0)
            last[author] = count
        return wrong

    @property
    def unequal(self) -> int:
        """Clients whose log is not the database's."""
        return sum(follower.mirror.held != self.ledger.events[follower.mirror.start :] for follower in self.followers)

    def lines(self, where: str) -> list[Line]:
        """The promises R1 and R2."""
        acknowledged, people = len(self.stored), len(self.followers)
        return [
            Line(where, "R1 acknowledged and lost", f"{self.lost} of {acknowledged}, {self.faults} faults", self.lost == 0),
            Line(where, "R1 stored twice", f"{self.twice} of {len(self.ledger.posts)}", self.twice == 0),
            Line(where, "R1 out of order", f"{self.disorder}", self.disorder == 0),
            Line(where, "R1 logs unlike the database", f"{self.unequal} of {people}", self.unequal == 0),
            Line(where, "R1 log over HTTP like the database", "yes" if self.over_http else "no", self.over_http),
            Line(where, "R1 writers who gave up", f"{len(self.unfinished)} of {people}", not self.unfinished),
            Line(
                where, "R2 converged after the last fault", f"{self.seconds:.1f} s (10 s)",
                self.seconds <= CONVERGED_WITHIN,
            ),
        ]  # fmt: skip
