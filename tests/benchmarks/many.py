"""Rows about many rooms: 167 of thirty people, on 5,000 sockets of one process."""

import time
from collections.abc import Iterator

from tests.benchmarks.sides import Side, naive, ours
from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Row, murmur
from tests.benchmarks.writers import write_many

ROOMS, TOGETHER, SECONDS = 167, 6, 8.0


def many(stage: Stage) -> Iterator[Row]:
    """Posts a second, written by the site's own view on every side, each heard by all of its room."""
    stage.world.open_rooms(ROOMS)
    mine = pace_of(stage, ours(stage.world))
    note = f"{mine:.0f} posts a second over HTTP"
    redis = stage.redis()
    for layer, goal in (("memory", 15), ("pubsub", 1)):
        work = f"167 rooms of 30 on 5,000 sockets: ours / tutorial’s consumer, {layer}"
        if layer == "pubsub" and redis is None:
            yield Row(work, None, "≥", goal, note="redis-server is not here")
            continue
        side = naive(stage.world, layer=layer, redis=redis or "")
        other = pace_of(stage, side)
        figure = mine / other if other else None
        yield Row(work, figure, "≥", goal, note=f"{note}, {other:.1f} there")


def pace_of(stage: Stage, side: Side) -> float:
    """How many posts a second were written and heard by all of their room."""
    topics = [f"room:{stage.world.small[number // 30]}" for number in range(30 * ROOMS)]
    with side:
        murmur(f"5,000 sockets in 167 rooms of 30: {side.name}")
        side.grow(30 * ROOMS, topics)
        if side.name == "naive":
            side.server.ask("follow")
        start = time.monotonic()
        made = write_many(stage.world, side.ports[0], SECONDS, TOGETHER, strict=side.name == "ours")
        # Until all have heard all, or nobody hears anything any more.
        known, at = -1, start
        while (heard := side.crowd.ask("heard")["heard"]) < made * 30 and (heard != known or time.monotonic() < at + 5):
            if heard != known:
                known, at = heard, time.monotonic()
            if time.monotonic() > start + 60:
                break
            time.sleep(0.1)
        seconds = time.monotonic() - start
        if side.name == "ours":
            assert heard == made * 30, f"{heard} of {made * 30} were heard"
        return heard / 30 / seconds
