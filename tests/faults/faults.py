"""What can go wrong on purpose; each fault ends with everything running again."""

import asyncio
import random
import signal
from collections.abc import Awaitable, Callable

from tests.faults.children import Child, wait_for
from tests.faults.house import House
from tests.faults.report import say

Fault = Callable[[House, random.Random], Awaitable[str]]
SWALLOWED = 6


async def hold(child: Child, seconds: float) -> None:
    """Frozen for so long."""
    child.send(signal.SIGSTOP)
    await asyncio.sleep(seconds)
    child.send(signal.SIGCONT)


async def kill_server(house: House, chance: random.Random) -> str:
    """By kill -9, and a start."""
    number = chance.randrange(len(house.servers))
    await house.restart(number)
    return f"kill -9 of server {number + 1}, started again"


async def restart_servers(house: House, chance: random.Random) -> str:
    """One after the other, as an upgrade does."""
    for number in range(len(house.servers)):
        await house.restart(number, signal.SIGTERM)
    return f"{len(house.servers)} servers restarted (SIGTERM), one after the other"


async def kill_all_servers(house: House, chance: random.Random) -> str:
    """Everything that serves, at once."""
    await asyncio.gather(*(house.restart(number) for number in range(len(house.servers))))
    return f"kill -9 of {len(house.servers)} servers at once, started again"


async def freeze_server(house: House, chance: random.Random) -> str:
    """SIGSTOP, SIGCONT."""
    number, seconds = chance.randrange(len(house.servers)), chance.uniform(1, 2)
    await hold(house.servers[number], seconds)
    return f"server {number + 1} frozen for {seconds:.1f} s"


async def cut_connections(house: House, chance: random.Random) -> str:
    """All at once."""
    return f"{house.balancer.cut()} connections cut"


async def swallow_answers(house: House, chance: random.Random) -> str:
    """The writes are carried out, and nobody hears of it."""
    before = house.balancer.counts["answers swallowed"]
    house.balancer.swallow = True
    await wait_for(lambda: house.balancer.counts["answers swallowed"] >= before + SWALLOWED, 5)
    house.balancer.swallow = False
    return f"{house.balancer.counts['answers swallowed'] - before} answers cut right after the commit"


async def kill_redis(house: House, chance: random.Random) -> str:
    """By kill -9, and a start."""
    seconds = chance.uniform(0.5, 1.5)
    await house.redis.child.kill()
    await asyncio.sleep(seconds)
    await house.redis.start()
    return f"kill -9 of Redis, gone for {seconds:.1f} s"


async def freeze_redis(house: House, chance: random.Random) -> str:
    """SIGSTOP, SIGCONT."""
    seconds = chance.uniform(1, 2)
    await hold(house.redis.child, seconds)
    return f"Redis frozen for {seconds:.1f} s"


async def kill_postgres(house: House, chance: random.Random) -> str:
    """An immediate shutdown, and a start."""
    seconds = chance.uniform(0.5, 1.5)
    await house.ground.postgres.kill()
    await asyncio.sleep(seconds)
    await house.ground.postgres.start()
    return f"Postgres killed (immediate), gone for {seconds:.1f} s"


FAULTS: dict[str, Fault] = {
    "kill": kill_server,
    "restart": restart_servers,
    "outage": kill_all_servers,
    "freeze": freeze_server,
    "cut": cut_connections,
    "swallow": swallow_answers,
    "redis-kill": kill_redis,
    "redis-freeze": freeze_redis,
    "postgres-kill": kill_postgres,
}


async def strike(name: str, where: str, house: House, chance: random.Random) -> None:
    """One fault, told."""
    say(where, await FAULTS[name](house, chance))
