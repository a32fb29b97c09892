"""What scenario 1 counts at the end: what was promised to the clients against what the database holds."""

from collections import Counter
from dataclasses import dataclass, field

from tests.faults.follower import Follower
from tests.faults.ledger import Ledger
from tests.faults.report import Line, none_of, yes_or_no
from tests.faults.writer import Stored

CONVERGED_WITHIN = 10.0


@dataclass
class Outcome:
    """What the clients hold at the end, and what the database does."""

    ledger: Ledger
    stored: list[Stored]
    followers: list[Follower]
    counts: Counter[str]
    seconds: float = 0.0
    faults: int = 0
    swallowed: int = 0
    # Before how many faults too little was stored for them to hit anything.
    idle: int = 0
    over_http: bool = True
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

    def lines(self, where: str, *, at_least: int, cut: int = 1) -> list[Line]:
        """The promises R1, R2 and R6, after at least so many faults, and so many answers `cut` (0 where nothing cuts them)."""
        people, hit = len(self.followers), self.faults - self.idle
        figure = f"{hit} of {self.faults}, and {self.swallowed} answers cut"
        unlike = none_of(where, "R1 logs unlike the database", self.unequal, f"{people} clients")
        return [
            Line(
                where, "R1 faults while people wrote", figure, f">= {at_least}, >= {cut}",
                hit >= at_least and self.swallowed >= cut,
            ),
            none_of(where, "R1 R6 acknowledged and lost", self.lost, f"{len(self.stored)}"),
            none_of(where, "R1 stored twice", self.twice, f"{len(self.ledger.posts)}"),
            none_of(where, "R1 out of order", self.disorder, f"{len(self.ledger.posts)}"),
            unlike,
            Line(where, "R1 log over HTTP like the database", yes_or_no(self.over_http), "yes", self.over_http),
            none_of(where, "R1 writers who gave up", len(self.unfinished), f"{people}"),
            Line(
                where, "R2 everybody has everything, after", f"{self.seconds:.1f} s", f"{CONVERGED_WITHIN:.0f} s",
                self.seconds <= CONVERGED_WITHIN, again=True,
            ),
        ]  # fmt: skip

    def brief(self, where: str, promise: str) -> Line:
        """The same of a small scenario, in one line."""
        figures = (self.lost, self.twice, self.disorder, self.unequal)
        figure = f"{', '.join(map(str, figures))} of {len(self.stored)}"
        return Line(where, promise, figure, "0, 0, 0, 0", bool(self.stored) and not any(figures))
