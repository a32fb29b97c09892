"""Rows about one full room: what a post costs the serving process for each member, against what others do."""

from collections.abc import Iterator
from contextlib import ExitStack

from tests.benchmarks.outsiders import ejabberd, socket_io
from tests.benchmarks.sides import Side, broadcast, middle, naive, ours, play
from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Row, murmur


def against(stage: Stage, others: list[Side], members: int, rounds: int) -> dict[str, tuple[float, float]]:
    """Ours and others in turn with so many members; (all of it, sending alone) in µs per delivery."""
    sides = [ours(stage.world), *others]
    with ExitStack() as open_sides:
        for side in sides:
            open_sides.enter_context(side)
            side.grow(members)
        murmur(f"{members:,} members: {', '.join(side.name for side in sides)} in turn, {rounds} rounds")
        costs = play(sides, rounds)
    return {name: (middle(found), middle(found, "sending")) for name, found in costs.items()}


def room(stage: Stage) -> Iterator[Row]:
    """A full room against the yardstick and the tutorial, in the same rounds."""
    members, rounds = (300, 3) if stage.short else (1000, 7)
    found = against(stage, [broadcast(stage.world), naive(stage.world)], members, rounds)
    mine, yardstick, tutorial = found["ours"], found["broadcast"], found["naive"]
    work = f"room of {members:,}, post saved and committed"
    note = f"{mine[0]:.1f} against {yardstick[0]:.1f} µs per delivery"
    yield Row(f"{work} / websockets.broadcast", mine[0] / yardstick[0], "≤", 1.1, note=note, bound=8.0)
    alone = f"{mine[1]:.1f} µs; the other {mine[0] - mine[1]:.1f} are done once a post, however many hear it"
    yield Row("  of that, sending alone / websockets.broadcast", mine[1] / yardstick[0], note=alone, bound=2.5)
    note = f"{tutorial[0]:.0f} µs per delivery"
    yield Row(f"Channels tutorial / {work}", tutorial[0] / mine[0], "≥", 25, note=note, bound=3.0)


def crowded(stage: Stage) -> Iterator[Row]:
    """Three thousand against the tutorial."""
    found = against(stage, [naive(stage.world)], 3000, 3)
    mine, tutorial = found["ours"][0], found["naive"][0]
    note = f"{tutorial:.0f} against {mine:.1f} µs per delivery"
    yield Row("Channels tutorial / room of 3,000, post saved and committed", tutorial / mine, "≥", 80, note=note)


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
            yield Row(work, None, "≥", goal, note=f"it did not start: {error}")
            continue
        mine, other = found["ours"], found[side.name][0]
        note = f"{other:.1f} against {mine[0]:.1f} µs per delivery; against sending alone {other / mine[1]:.2f} ×"
        yield Row(work, other / mine[0], "≥", goal, note=note)


def sizes(stage: Stage) -> Iterator[Row]:
    """Whether many sockets cost more than a thousand of them."""
    with ours(stage.world) as side:
        found = []
        # As many posts a round with many as with few: acknowledgements are counted by events, and weigh on both alike.
        for members in (1000, 5000, 9500):
            murmur(f"{members:,} sockets in one room")
            side.grow(members)
            found.append(middle(play([side], 4)["ours"], "sending"))
        for members, figure in zip((5000, 9500), found[1:], strict=True):
            note = f"sending alone, {figure:.1f} against {found[0]:.1f} µs per delivery"
            yield Row(f"{members:,} sockets / 1,000", figure / found[0], "≤", 1.3, note=note)


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
        costs = play([one, two], 6)
    alone, both = middle(costs["ours"]), middle(costs["ours 2"])
    note = f"{both:.1f} against {alone:.1f} µs, each post read by both"
    yield Row(work, both / alone, "≤", 1.15, note=note)
