"""Rows about time and loss: a small room over HTTP, a burst, stalled readers, a rush of returns, an idle socket."""

import time
from collections.abc import Iterator
from statistics import median

from django.conf import settings

from tests.benchmarks.sides import Side, naive, ours
from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Row, murmur
from tests.benchmarks.texts import BODY, numbered
from tests.benchmarks.writers import Writer

CALM = 0.03


def quiet(stage: Stage) -> Iterator[Row]:
    """A post over HTTP while nobody else writes, to a room of thirty."""
    posts, waits, cpu = (60 if stage.short else 300), [], []
    with ours(stage.world) as side:
        side.grow(30)
        murmur(f"{posts} posts over HTTP, one by one, to a room of 30")
        writer = Writer(stage.world, side.ports[0])
        for number in range(posts + 10):
            before, start = side.cpu(), time.monotonic()
            writer.post(number % len(stage.world.sessions), stage.world.room_id)
            waits.append(side.heard()["last_at"] - start)
            cpu.append(side.cpu() - before)
            time.sleep(CALM)
    # The first ones load what is loaded once.
    waits = sorted(waits[10:])
    p50, p99 = waits[len(waits) // 2] * 1e3, waits[int(len(waits) * 0.99)] * 1e3
    work = "a room of 30, HTTP post to the last screen"
    yield Row(f"{work}: half of them", p50, "≤", 20, "ms", note=f"{median(cpu[10:]) * 1e3:.1f} ms of processor a post")
    yield Row(f"{work}: 99 of 100", p99, "≤", 80, "ms")


def burst(stage: Stage) -> Iterator[Row]:
    """Three hundred posts, one upon the other, to a hundred members."""
    layers = [("memory", "")]
    redis = None if stage.short else stage.redis()
    if redis:
        layers.append(("Redis", redis))
    for layer, address in layers:
        mine = burst_of(ours(stage.world, redis=address), BODY)
        theirs = burst_of(naive(stage.world, layer="pubsub" if address else "memory", redis=address), "")
        bad = mine["lost"] + mine["twice"] + mine["disorder"]
        note = f"{mine['lost']} / {mine['twice']} / {mine['disorder']} of {mine['of']:,} in {mine['seconds']:.1f} s; "
        note += f"the tutorial loses {100 * theirs['lost'] / theirs['of']:.0f} %"
        work = f"burst of 300 posts to 100 members, {layer}: lost, twice, out of order"
        yield Row(work, bad, "≤", 0, "", note=note, bound=0)


def burst_of(side: Side, body: str) -> dict:
    """What became of the burst on one side."""
    with side:
        side.grow(100)
        murmur(f"a burst on {side.name}")
        texts = [body or numbered(number) for number in range(1, 301)]
        side.server.ask("burst", room=side.world.room_id, texts=texts)
        return side.crowd.ask("count", events=300, patience=5.0)


def stalled(stage: Stage) -> Iterator[Row]:
    """One reader in ten reads nothing: what the others feel, and what it costs."""
    members, posts = (200, 40) if stage.short else (1000, 150)
    with ours(stage.world) as side:
        side.grow(members)
        murmur(f"{posts} posts to {members:,} members, then again with a tenth of them stalled")
        calm = spread_of(side, posts)
        before = side.server.memory()
        side.members = side.crowd.ask("stall", count=members // 10)["members"]
        first = spread_of(side, posts)
        held = (side.server.memory() - before) / (members // 10) / 1024
        second = spread_of(side, posts)
    slow = median([first["p99"], second["p99"]])
    note = f"99 of 100 within {slow * 1e3:.0f} ms, before {calm['p99'] * 1e3:.0f} ms"
    yield Row("a tenth of the readers stalled: the others’ wait / before", slow / calm["p99"], "≤", 2, note=note)
    yield Row("  and what each of the stalled makes the server hold", max(held, 0), "≤", 512, "KiB", bound=1024)


def spread_of(side: Side, posts: int) -> dict:
    """How long the posts take to everybody, ten a second or as fast as they are heard."""
    side.crowd.ask("watch")
    posted = {}
    for _ in range(posts):
        start = time.monotonic()
        side.made += 1
        seq = side.server.ask("post", room=side.world.room_id, number=side.made, text=BODY)["seq"]
        posted[str(seq)] = start
        side.heard()
        time.sleep(CALM)
    return side.crowd.ask("spread", posted=posted)


def returning(stage: Stage) -> Iterator[Row]:
    """Three thousand people come at once, each with a session, as after a restart."""
    people = 300 if stage.short else 3000
    rates: dict[str, list[float]] = {"ours": [], "naive": []}
    failed, why = 0, ""
    with ours(stage.world) as mine, naive(stage.world) as theirs:
        for _ in range(1 if stage.short else 3):
            for side in (mine, theirs):
                murmur(f"{people:,} come at once to {side.name}")
                answer = come(side, people)
                rates[side.name].append((people - answer["failed"]) / answer["seconds"])
                if side is mine and answer["failed"]:
                    failed, why = failed + answer["failed"], answer["why"][0]
                side.crowd.ask("leave")
                time.sleep(1)
    rate, other = median(rates["ours"]), median(rates["naive"])
    work = f"{people:,} come back at once, signed in"
    yield Row(f"{work}: failures", failed, "≤", 0, "", note=why, bound=0)
    note = f"{rate:.0f} against {other:.0f} a second"
    # Where nobody at all came in there is nothing to divide by.
    figure, note = (rate / other, note) if other else (None, f"{note}: nobody came in there")
    yield Row(f"{work}: rate / one session look-up a socket", figure, "≥", 2.5, note=note)


def come(side: Side, people: int) -> dict:
    """All at once; a place in the room is asked for as well where that is the custom."""
    sessions = side.world.sessions[:people]
    topics = [side.world.topic] * people
    return side.crowd.ask(
        "connect", port=side.ports[0], origin=settings.HUB_URL, sessions=sessions, topics=topics, rush=True
    )


def idle(stage: Stage) -> Iterator[Row]:
    """What an open socket holds, and what it takes while nobody says anything."""
    people = 500 if stage.short else 3000
    with ours(stage.world) as side:
        # What the first sockets load is loaded once.
        side.grow(100)
        side.post()
        side.heard()
        before = side.server.memory()
        side.grow(people)
        murmur(f"{people:,} idle sockets")
        time.sleep(3)
        held = (side.server.memory() - before) / (people - 100) / 1024
        minute = "" if stage.short else f"{idle_minute(side):.2f} s of processor a minute for all of them"
    yield Row(f"an idle socket of {people:,}, signed in", held, "≤", 40, "KiB", note=minute, bound=80)


def idle_minute(side: Side) -> float:
    """From one heartbeat to the next, times three."""

    def beat() -> None:
        known = side.crowd.ask("beats")["beats"]
        while side.crowd.ask("beats")["beats"] == known:
            time.sleep(0.2)

    beat()
    start, cpu = time.monotonic(), side.cpu()
    beat()
    return (side.cpu() - cpu) / (time.monotonic() - start) * 60
