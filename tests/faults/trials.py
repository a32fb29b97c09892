"""The trials: each scenario on a house of its own, with the sizes of the short form or the whole."""

import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tests.faults.attack import attack
from tests.faults.betrayals import PLANTED, try_planted
from tests.faults.clocks import mislead
from tests.faults.disk import fill_the_disk
from tests.faults.health import measure_full_room, measure_health
from tests.faults.house import EMBEDDED, PRODUCTION, Ground, House
from tests.faults.idle import sit_idle
from tests.faults.newcomer import introduce
from tests.faults.quiet import listen_quietly, quiet_lines
from tests.faults.redisless import lose_redis
from tests.faults.report import Line, say
from tests.faults.revocation import revoke
from tests.faults.rolling import roll
from tests.faults.sizes import Size
from tests.faults.slow import never_read
from tests.faults.trouble import Absent

COMMON = ("swallow", "kill", "freeze", "cut")
ROUND = {
    EMBEDDED: (*COMMON, "restart"),
    PRODUCTION: (*COMMON, "redis-kill", "restart", "redis-freeze", "postgres-kill"),
}

MORE_THAN_A_PAGE = 45


@dataclass(frozen=True)
class Context:
    """What a trial is given."""

    ground: Ground
    size: Size
    seed: int

    @property
    def mode(self) -> str:
        """Embedded or production."""
        return self.ground.mode

    @asynccontextmanager
    async def house(self, *mutations: str) -> AsyncIterator[House]:
        """A house that is closed afterwards."""
        house = await self.ground.house(*mutations)
        try:
            yield house
        finally:
            await house.close()


Trial = Callable[[Context, str], Awaitable[list[Line]]]


async def try_attack(context: Context, where: str) -> list[Line]:
    """R1, R6 and R2: people write in order while everything around them breaks."""
    size, kinds = context.size, ROUND[context.mode]
    # A kill of a server always comes last.
    faults = [*(kinds * size.repeats)[: max(size.faults, len(kinds))], "kill"]
    async with context.house() as house:
        outcome = await attack(
            where, house, people=size.people, faults=faults, seed=context.seed, gap=size.gap, rate=size.rate
        )
    return outcome.lines(where, at_least=size.faults)


async def try_quiet(context: Context, where: str) -> list[Line]:
    """R1 and R2 where every doorbell is lost."""
    size = context.size
    async with context.house("deaf") as house:
        heard = await listen_quietly(where, house, readers=size.readers, rounds=size.rounds, seed=context.seed)
    return quiet_lines(where, *heard)


async def try_health(context: Context, where: str) -> list[Line]:
    """R2 when all is well."""
    size = context.size
    async with context.house() as house:
        return await measure_health(
            where, house, people=size.talkers, seconds=size.phase, seed=context.seed, median=size.median, tail=size.tail
        )


async def try_full(context: Context, where: str) -> list[Line]:
    """C4"""
    size = context.size
    async with context.house() as house:
        return await measure_full_room(
            where, house, people=size.full, seconds=size.phase, seed=context.seed, tail=size.full_tail
        )


async def try_redis(context: Context, where: str) -> list[Line]:
    """R5; where there is no Redis to lose there is nothing to try."""
    if context.ground.postgres is None:
        return []
    size = context.size
    async with context.house() as house:
        return await lose_redis(where, house, people=size.talkers, seconds=size.phase, seed=context.seed)


async def try_disk(context: Context, where: str) -> list[Line]:
    """R6 for a full disk."""
    folder = context.ground.folder / "disk"
    return await fill_the_disk(where, context.mode, folder, people=10, seed=context.seed)


async def try_rolling(context: Context, where: str) -> list[Line]:
    """R7"""
    async with context.house() as house:
        return await roll(where, house, people=context.size.returning, seed=context.seed)


async def try_slow(context: Context, where: str) -> list[Line]:
    """R8"""
    size = context.size
    async with context.house() as house:
        return await never_read(
            where,
            house,
            people=size.talkers - 1,
            calm=size.calm,
            stalled=size.stalled,
            ratio=size.ratio,
            seed=context.seed,
        )


async def try_idle(context: Context, where: str) -> list[Line]:
    """R9"""
    size = context.size
    async with context.house() as house:
        return await sit_idle(where, house, sockets=size.sockets, seconds=size.idle)


async def try_clocks(context: Context, where: str) -> list[Line]:
    """R12"""
    return await mislead(where, context.ground, people=10, gap=10, seed=context.seed)


async def try_revocation(context: Context, where: str) -> list[Line]:
    """S2"""
    size = context.size
    async with context.house() as house:
        return await revoke(where, house, races=size.races, lanes=size.lanes, seed=context.seed)


async def try_newcomer(context: Context, where: str) -> list[Line]:
    """docs/live.md is enough."""
    async with context.house() as house:
        return await introduce(where, house, seed=context.seed, many=MORE_THAN_A_PAGE)


def planted(name: str) -> Trial:
    """The trial of one planted fault."""

    async def trial(context: Context, where: str) -> list[Line]:
        return await try_planted(context.ground, name, context.seed)

    return trial


# What measures time or memory runs alone, the others side by side.
ALONE: dict[str, Trial] = {
    "health": try_health,
    "full": try_full,
    "slow": try_slow,
    "idle": try_idle,
    "rolling": try_rolling,
    "redis": try_redis,
}
ABREAST: dict[str, Trial] = {
    "attack": try_attack,
    "revocation": try_revocation,
    "clocks": try_clocks,
    "disk": try_disk,
    "quiet": try_quiet,
    "newcomer": try_newcomer,
    **{name: planted(name) for name in PLANTED},
}


async def attempt(trial: Trial, context: Context, name: str) -> list[Line]:
    """A trial that cannot be held is a promise broken, and no reason to leave out the others.

    It has measured nothing: where a second try is asked for, it is held once more by itself.
    """
    where = f"{context.mode} {name}"
    try:
        return await trial(context, where)
    except Absent as reason:
        return [Line(where, "cannot be tried here", str(reason), "", None)]
    except Exception as error:  # noqa: BLE001  # told, and counted as a failure
        say(where, "".join(traceback.format_exception(error)))
        return [Line(where, "the trial can be held", type(error).__name__, "it is", kept=False, again=True)]
