"""Rows about one full room: what a post costs the serving process for each member, against what others do."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from tests.benchmarks.outsiders import ejabberd, socket_io
from tests.benchmarks.sides import Cost, Side, broadcast, middle, naive, ours, over_http, play
from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Row, murmur

SIZES = (1000, 5000, 9500)


@dataclass(frozen=True)
class Medians:
    """What a side's rounds come to: processor time per delivery in µs, all of it and sending alone, and per post in ms;
    by the clock, ms until the last member has a post.
    """

    delivery: float
    sending: float
    post: float
    wait: float


def against(stage: Stage, others: list[Side], members: int, rounds: int, *, http: bool = False) -> dict[str, Medians]:
    """Ours and others in turn with so many members, by name; with `http` also ours as a browser posts."""
    sides = [ours(stage.world), *others]
    with ExitStack() as open_sides:
        for side in sides:
            open_sides.enter_context(side)
            side.grow(members)
        if http:
            sides.append(over_http(sides[0]))
        murmur(f"{members:,} members: {', '.join(side.name for side in sides)} in turn, {rounds} rounds")
        costs = play(sides, rounds)
    return {name: medians(found) for name, found in costs.items()}


def medians(costs: Sequence[Cost]) -> Medians:
    """Of the rounds of one side."""
    post, wait = middle(costs, "per_post") / 1e3, middle(costs, "wait") / 1e3
    return Medians(middle(costs), middle(costs, "sending"), post, wait)


def side_by_side(mine: Medians, other: Medians) -> str:
    """What stands beside their ratio: either in µs, and how long either takes by the clock."""
    waits = f"the last has it after {other.wait:,.0f} ms, with ours {mine.wait:,.0f}"
    return f"{other.delivery:,.1f} against our {mine.delivery:,.1f} µs per delivery; {waits}"


def room(stage: Stage) -> Iterator[Row]:
    """A full room against the yardstick and the tutorial, in the same rounds."""
    members, rounds = (300, 3) if stage.short else (1000, 7)
    found = against(stage, [broadcast(stage.world), naive(stage.world)], members, rounds, http=True)
    mine, yardstick, tutorial = found["ours"], found["broadcast"], found["naive"]
    work = f"room of {members:,}, post saved and committed"
    ratio, note = mine.delivery / yardstick.delivery, side_by_side(mine, yardstick)
    yield Row(f"{work} / websockets.broadcast", ratio, "≤", 1.1, note=note, bound=8.0)
    alone = f"{mine.sending:.1f} µs; the other {mine.delivery - mine.sending:.1f} are done once a post, however many hear it"
    yield Row(
        "  of that, sending alone / websockets.broadcast", mine.sending / yardstick.delivery, note=alone, bound=2.5
    )
    sent = found["ours over HTTP"]
    note = f"{sent.post:.1f} against {mine.post:.1f} ms of processor a post; the last has it after {sent.wait:,.0f} ms"
    yield Row("  apart from it: what an HTTP request adds once a post", sent.post - mine.post, unit="ms", note=note)
    ratio, note = tutorial.delivery / mine.delivery, side_by_side(mine, tutorial)
    yield Row(f"Channels tutorial / {work}", ratio, "≥", 25, note=note, bound=3.0)


def crowded(stage: Stage) -> Iterator[Row]:
    """Three thousand against the tutorial."""
    found = against(stage, [naive(stage.world)], 3000, 3)
    mine, tutorial = found["ours"], found["naive"]
    work, note = "Channels tutorial / room of 3,000, post saved and committed", side_by_side(mine, tutorial)
    yield Row(work, tutorial.delivery / mine.delivery, "≥", 80, note=note)


def strangers(stage: Stage) -> Iterator[Row]:
    """Servers that others wrote, which save nothing."""
    for make, name, goal in ((socket_io, "socket.io", 0.9), (ejabberd, "ejabberd’s rooms", 2.5)):
        work = f"{name} / room of 1,000, post saved and committed"
        side, why = make(stage.world)
        if side is None:
            yield Row(work, None, "≥", goal, note=why)
            continue
        try:
            found = against(stage, [side], 1000, 5)
        except RuntimeError as error:
            if not str(error).startswith(tuple(peer.name for peer in (*side.servers, side.crowd))):
                raise
            yield Row(work, None, "≥", goal, note=str(error))
            continue
        mine, other = found["ours"], found[side.name]
        note = f"{side_by_side(mine, other)}; against sending alone {other.delivery / mine.sending:.2f} ×"
        yield Row(work, other.delivery / mine.delivery, "≥", goal, note=note)


def sizes(stage: Stage) -> Iterator[Row]:
    """Whether many sockets cost more than a thousand of them: three servers in turn, each with a room of its own."""
    with ExitStack() as opened:
        sides = []
        for members in SIZES:
            side = opened.enter_context(ours(stage.world.twin()))
            side.name = f"ours, {members:,}"
            side.grow(members)
            sides.append(side)
        murmur(f"one room each of {', '.join(f'{side.members:,}' for side in sides)} sockets, in turn")
        # As many posts a round with many as with few: acknowledgements are counted by events, and weigh on all alike.
        few, *more = (medians(costs) for costs in play(sides, 4).values())
    for members, many in zip(SIZES[1:], more, strict=True):
        note = f"{many.delivery:.1f} against {few.delivery:.1f} µs per delivery, "
        note += f"of that sending alone {many.sending:.1f} against {few.sending:.1f}; "
        note += f"the last has it after {many.wait:,.0f} against {few.wait:,.0f} ms"
        yield Row(f"{members:,} sockets / {SIZES[0]:,}", many.delivery / few.delivery, "≤", 1.3, note=note)


def processes(stage: Stage) -> Iterator[Row]:
    """Two processes that share the members, and ring by Redis."""
    work = "two processes on Redis / one, per delivery"
    redis = stage.redis()
    if redis is None:
        yield Row(work, None, "≤", 1.15, note="redis-server is not here")
        return
    with ours(stage.world, redis=redis) as one, ours(stage.world.twin(), servers=2, redis=redis) as two:
        for side in (one, two):
            side.grow(1000)
        murmur("1,000 members on one process and on two, in turn")
        costs = play([one, two], 10)
    alone, shared = medians(costs["ours"]), medians(costs["ours 2"])
    note = f"{shared.delivery:.1f} against {alone.delivery:.1f} µs, each post read by both; "
    note += f"the last has it after {shared.wait:,.0f} against {alone.wait:,.0f} ms"
    yield Row(work, shared.delivery / alone.delivery, "≤", 1.15, note=note)
