"""Scenario 10: the disk of the database is full for a while; what was acknowledged is what is stored."""

import asyncio
import errno
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.attack import Crowd
from tests.faults.children import wait_for
from tests.faults.house import EMBEDDED, Ground, House
from tests.faults.report import Line, none_of, say
from tests.faults.trouble import Absent

SIZE = {EMBEDDED: 48}
SIZE_OF_CLUSTER = 320
FAILURES, TRIES, PIECE = 10, 30, 64 * 1024
AGAIN_WITHIN = 15.0


@contextmanager
def small_disk(folder: Path, mebibytes: int) -> Iterator[Path]:
    """A file system of that size, in memory; raises Absent where one may not mount."""
    folder.mkdir(mode=0o711)
    command = ["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m,mode=0711", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        reason = "one must be root to mount a small disk"
        raise Absent(reason)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(file: Path) -> int:
    """Takes all the room there is; answers how many bytes."""
    size = 0
    with file.open("wb", buffering=0) as ballast:
        for piece in (PIECE, 512):
            try:
                while True:
                    size += ballast.write(b"\0" * piece)
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
    return size


async def run_full(where: str, house: House, crowd: Crowd, ballast: Path) -> float:
    """Full until enough posts have failed, then free again; seconds until a post is stored."""
    await wait_for(lambda: crowd.stored >= 20, 20)
    size = await asyncio.to_thread(fill, ballast)
    before = crowd.failed
    for again in range(TRIES):
        if await wait_for(lambda: crowd.failed >= before + FAILURES, 1.0):
            break
        size += await asyncio.to_thread(fill, ballast.with_name(f"ballast{again}"))
    say(where, f"the disk was full for {crowd.failed - before} posts, {size} bytes of ballast")
    stored = crowd.stored
    for one in ballast.parent.glob("ballast*"):
        one.unlink()
    began = asyncio.get_running_loop().time()
    await wait_for(lambda: crowd.stored >= stored + 20, AGAIN_WITHIN)
    return asyncio.get_running_loop().time() - began


async def fill_the_disk(where: str, mode: str, folder: Path, *, people: int, seed: int) -> list[Line]:
    """The promise R6 for a full disk: on a ground of its own, which lies on a small one."""
    with small_disk(folder, SIZE.get(mode, SIZE_OF_CLUSTER)) as place:
        ground = await Ground.prepare(mode, place, people)
        house = await ground.house()
        processes = [one.process.pid for one in house.processes]
        try:
            crowd = await Crowd.gather(house, 0, people, rate=15, seed=seed)
            try:
                seconds = await run_full(where, house, crowd, place / "ballast")
                outcome = await crowd.converge(1)
            finally:
                await crowd.leave()
            dead = sum(not one.alive for one in house.processes)
            dead += len(set(processes) - {one.process.pid for one in house.processes})
        finally:
            await house.close()
            if ground.postgres is not None:
                await asyncio.to_thread(ground.postgres.child.end)
    failed, left = crowd.failed, len(outcome.unfinished)
    return [
        outcome.brief(where, "R6 disk full: lost, twice, disorder, unlike"),
        Line(
            where, "R6 posts that failed, and are stored now", f"{failed}, {left} left", f">= {FAILURES}, 0 left",
            failed >= FAILURES and not left,
        ),
        Line(where, "R6 writing again after", f"{seconds:.1f} s", f"{AGAIN_WITHIN:.0f} s", seconds < AGAIN_WITHIN, again=True),
        none_of(where, "R6 processes that ended", dead, f"{len(processes)}"),
    ]  # fmt: skip
