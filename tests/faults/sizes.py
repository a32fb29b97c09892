"""How much of everything: what CI runs in minutes, and the whole."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Bounds of time are wider where several trials share the machine, and the table says so."""

    # R1: so many people, messages between two faults, messages a second, rounds through all kinds of faults.
    people: int
    gap: int
    rate: int
    repeats: int
    faults: int
    # R2: the quiet room, and the healthy one (messages a second to so many, seconds, p50 and p99 in seconds).
    rounds: int
    readers: int
    talkers: int
    phase: float
    median: float
    tail: float
    # C4: people in a full room, p95 in seconds.
    full: int
    full_tail: float
    # S2
    races: int
    lanes: int
    # R7: people who come back; R8: seconds of each phase, how often p99; R9: sockets and seconds.
    returning: int
    calm: float
    stalled: float
    ratio: float
    sockets: int
    idle: float
    # How many trials run at once: of those that measure time or memory, and of the others.
    alone: int
    abreast: int
    # Whether faults are planted in both modes, or in the embedded one alone.
    planted_twice: bool

    @property
    def members(self) -> int:
        """Of the one room."""
        return max(self.people, self.talkers, self.readers, 2 * self.lanes, self.full)

    @property
    def crowd(self) -> int:
        """In rooms of thirty."""
        return max(self.returning, self.sockets)


SHORT = Size(
    people=10, gap=10, rate=15, repeats=1, faults=5, rounds=2, readers=10, talkers=30, phase=2.0, median=0.3, tail=3.0,
    full=200, full_tail=1.0, races=50, lanes=10,
    returning=150, calm=5.0, stalled=8.0, ratio=4.0, sockets=600, idle=12.0, alone=1, abreast=4,
    planted_twice=False,
)  # fmt: skip
WHOLE = Size(
    people=50, gap=20, rate=25, repeats=20, faults=100, rounds=10, readers=30, talkers=30, phase=8.0, median=0.1, tail=1.0,
    full=200, full_tail=0.3, races=1000, lanes=10,
    returning=1000, calm=30.0, stalled=62.0, ratio=2.0, sockets=10_000, idle=62.0, alone=1, abreast=2,
    planted_twice=True,
)  # fmt: skip
