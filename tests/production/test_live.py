"""Two daphnes with Postgres and Redis behind nginx, as in production: each goes in turn, and no message is lost."""

import asyncio
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.attack import Crowd
from tests.faults.children import ROOT, wait_for, wait_for_port
from tests.faults.house import PRODUCTION, Ground, House, environment
from tests.faults.outcome import Outcome
from tests.faults.report import quantile
from tests.faults.wire import Answer, NoAnswerError, request
from tests.production.front import Nginx

pytestmark = [
    pytest.mark.production,
    pytest.mark.skipif(
        not all(map(shutil.which, ["nginx", "redis-server"])) or not Path("/usr/lib/postgresql").exists(),
        reason="needs Debian's nginx, redis-server and postgresql",
    ),
]
PEOPLE = 10
SERVED = re.compile(r'(\d{3}) (GET|POST) "([^"]+)" .* \[([^]]*)\] \[([^]]*)\] "')


@dataclass
class Seen:
    """What the trial found."""

    outcome: Outcome
    delays: list[float]
    without_server: int
    health: dict[str, Answer]
    sheet: Answer
    ports: list[int]
    log: str

    def served(self, status: str, path: str) -> set[str]:
        """By which servers answers of this status came, for addresses that begin so."""
        found = [one.groups() for one in SERVED.finditer(self.log)]
        return {server for code, _method, told, server, _each in found if code == status and told.startswith(path)}


async def ask(house: House, path: str) -> Answer:
    """Through nginx."""
    return await request(house.port, "GET", path, {}, patience=15)


async def ask_until(house: House, fact: Callable[[Answer], bool]) -> Answer:
    """What the health address answers, once it answers this; or in the end."""
    for _each in range(60):
        try:
            answer = await ask(house, "/sante/")
        except NoAnswerError:
            continue
        if fact(answer):
            break
        await asyncio.sleep(0.25)
    return answer


async def write_more(crowd: Crowd, number: int) -> int:
    """Waits until so many more messages are stored; answers how many were."""
    before = crowd.stored
    await wait_for(lambda: crowd.stored >= before + number, 20)
    return crowd.stored - before


def delays_of(crowd: Crowd) -> list[float]:
    """Seconds from the sending of a message to its arrival at everybody's socket, whichever server either chose."""
    stored = [one for writer in crowd.writers for one in writer.stored]
    arrived = [(one, follower.mirror.arrived.get(one.seq)) for one in stored for follower in crowd.followers]
    return [when - one.began for one, when in arrived if when is not None]


async def sheet_of(house: House) -> Answer:
    """The style sheet that the home page names."""
    page = await ask(house, "/fr/connexion/")
    return await ask(house, re.search(r'href="(/static/[^"]+\.css)"', page.body.decode())[1])


async def live_through(house: House) -> tuple[Outcome, list[float], int, dict[str, Answer]]:
    """People write; a server dies and stays away for a while, the other restarts, Redis dies; in the end all is held."""
    crowd = await Crowd.gather(house, 0, PEOPLE, rate=20, seed=14)
    health = {"well": await ask(house, "/sante/")}
    try:
        await write_more(crowd, 60)
        delays = delays_of(crowd)
        await house.servers[0].kill()
        without = await write_more(crowd, 60)
        house.servers[0].start()
        await wait_for_port(house.servers[0], house.ports[0])
        await house.restart(1, signal.SIGTERM)
        await house.redis.child.kill()
        health["no Redis"] = await ask_until(house, lambda answer: b"Redis" in answer.body)
        await write_more(crowd, 20)
        await house.redis.start()
        outcome = await crowd.converge(3)
    finally:
        await crowd.leave()
    await house.ground.postgres.kill()
    health["no Postgres"] = await ask_until(house, lambda answer: answer.status == 503)
    await house.ground.postgres.start()
    health["again"] = await ask_until(house, lambda answer: answer.status == 200)
    return outcome, delays, without, health


async def try_production(folder: Path) -> Seen:
    """A house of its own."""
    for name in ("ground", "nginx", "site"):
        (folder / name).mkdir(mode=0o755)
    ground = await Ground.prepare(PRODUCTION, folder / "ground", members=PEOPLE)
    collect = [sys.executable, "-W", "ignore", "-m", "hub", "collectstatic", "--no-input", "-v", "0"]
    plain = environment(folder / "site", ground.key, HUB_DEMO="0")
    await asyncio.to_thread(subprocess.run, collect, cwd=ROOT, env=plain, check=True)
    front = Nginx(folder / "nginx", folder / "site")
    try:
        house = await ground.house(front=front, static=folder / "site" / "static")
        try:
            outcome, delays, without, health = await live_through(house)
            sheet = await sheet_of(house)
        finally:
            await house.close()
    finally:
        ground.postgres.child.end()
    return Seen(outcome, delays, without, health, sheet, house.ports, front.log())


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Not below pytest's own, which other users may not enter: Postgres is one."""
    folder = Path(tempfile.mkdtemp(prefix="lebanc-production-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def test_a_room_lives_on_behind_nginx(open_folder):
    seen = asyncio.run(asyncio.wait_for(try_production(open_folder), 90))

    broken = [line for line in seen.outcome.lines("nginx", at_least=3, cut=0) if not line.kept]
    both = {f"127.0.0.1:{port}" for port in seen.ports}
    assert broken == []
    assert quantile(seen.delays, 0.9) < 1.0, "the doorbell between the servers does not ring; the poll takes 2 s"
    assert seen.without_server >= 60
    assert seen.served("201", "/fr/salon/") >= both
    assert seen.served("101", "/live/") >= both
    assert {name: answer.status for name, answer in seen.health.items()} == {
        "well": 200, "no Redis": 200, "no Postgres": 503, "again": 200,
    }  # fmt: skip
    assert seen.health["well"].body == b"ok\n"
    assert b"Redis does not answer" in seen.health["no Redis"].body
    assert seen.sheet.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert seen.served("200", "/static/") == {""}
