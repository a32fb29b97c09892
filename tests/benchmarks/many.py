"""Rows about many rooms: 167 of thirty people, on 5,000 sockets of one process."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median

from tests.benchmarks.sides import Side, naive, ours
from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Row, murmur
from tests.benchmarks.writers import write_many

ROOMS, TOGETHER, SECONDS, ROUNDS = 167, 6, 6.0, 3
# Time to hear what was written, and the silence after which nothing more is waited for, in seconds.
PATIENCE, SILENCE = 120.0, 5.0
GOALS = {"memory": 15, "pubsub": 1}


def many(stage: Stage) -> Iterator[Row]:
    """Posts a second, written by the site's own view on every side, each heard by all of its room; the sides in turn."""
    redis = stage.redis()
    with ExitStack() as opened:
        sides = {"ours": opened.enter_context(ours(stage.world.with_rooms(ROOMS)))}
        for layer in GOALS if redis else ("memory",):
            sides[layer] = opened.enter_context(naive(stage.world.with_rooms(ROOMS), layer=layer, redis=redis or ""))
        for name, side in sides.items():
            murmur(f"{30 * ROOMS:,} sockets in {ROOMS} rooms of 30: {name}")
            fill(side)
        murmur(f"{', '.join(sides)} in turn, {ROUNDS} rounds")
        paces: dict[str, list[float]] = {name: [] for name in sides}
        for _ in range(ROUNDS):
            for name, side in sides.items():
                paces[name].append(pace_of(side))
        wrong = {name: side.crowd.ask("heard")["wrong"] for name, side in sides.items()}
    mine = median(paces["ours"])
    for layer, goal in GOALS.items():
        work = f"{ROOMS} rooms of 30 on 5,000 sockets: ours / tutorial’s consumer, {layer}"
        if layer not in paces:
            yield Row(work, None, "≥", goal, note="redis-server is not here")
            continue
        other = median(paces[layer])
        note = f"{mine:.0f} posts a second over HTTP, {other:.1f} there"
        note += f", {wrong[layer]:,} times not the next in its room" if wrong[layer] else ""
        yield Row(work, mine / other if other else None, "≥", goal, note=note)


def fill(side: Side) -> None:
    """Thirty people in each room."""
    side.grow(30 * ROOMS, [f"room:{side.world.small[number // 30]}" for number in range(30 * ROOMS)])
    if side.name == "naive":
        side.server.ask("follow")


def pace_of(side: Side) -> float:
    """How many posts a second were written and heard by all of their room; with ours, in order and without a fault."""
    before, start = side.crowd.ask("heard")["heard"], time.monotonic()
    made = write_many(side.world, side.ports[0], SECONDS, TOGETHER, strict=side.name == "ours")
    answer, last = listen(side, before + made * 30)
    heard = answer["heard"] - before
    if side.name == "ours":
        assert heard == made * 30, f"{heard} of {made * 30} were heard"
        assert answer["wrong"] == 0, f"{answer['wrong']} times what was heard was not the next"
    return heard / 30 / (last - start)


def listen(side: Side, until: int) -> tuple[dict, float]:
    """Waits until all have heard so many, or nobody hears anything any more; answers what was heard, and until when."""
    known, start = -1, time.monotonic()
    while True:
        answer, now = side.crowd.ask("heard"), time.monotonic()
        if answer["heard"] != known:
            known, last = answer["heard"], now
        if known >= until or now > last + SILENCE or now > start + PATIENCE:
            return answer, last
        time.sleep(0.1)
