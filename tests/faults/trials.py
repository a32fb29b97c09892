"""The trials: each scenario on a house of its own, and each mutant before the scenario made for it."""

import traceback
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tests.faults.attack import attack
from tests.faults.house import EMBEDDED, PRODUCTION, Ground, House
from tests.faults.quiet import WITHIN, listen_quietly, quiet_lines
from tests.faults.redisless import lose_redis, measure_health
from tests.faults.report import Line, quantile, say
from tests.faults.revocation import revoke

COMMON = ("swallow", "kill", "freeze", "cut")
WITH_REDIS = ("redis-kill", "redis-freeze")


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    people: int
    rounds: int
    readers: int
    races: int
    lanes: int
    talkers: int
    phase: float
    healthy: float
    gap: int
    rate: int
    repeats: int
    whole: bool
    together: bool

    @property
    def members(self) -> int:
        """Nobody takes part in two scenarios of one house."""
        return self.people + self.talkers + 2 * self.lanes


SHORT = Size(
    people=10, rounds=2, readers=10, races=50, lanes=10, talkers=10, phase=1.5, healthy=5.0, gap=15, rate=15, repeats=1,
    whole=False, together=True,
)  # fmt: skip
WHOLE = Size(
    people=50, rounds=10, readers=30, races=500, lanes=10, talkers=30, phase=8.0, healthy=1.0, gap=60, rate=25, repeats=4,
    whole=True, together=False,
)  # fmt: skip
# What CI runs of the mutants, and where.
SHORT_MUTANTS = {EMBEDDED: ("unpolled", "forgetful", "early"), PRODUCTION: ()}
PROMISES = {
    "early": "mutant (a) answers before the commit",
    "forgetful": "mutant (b) knows no repeats",
    "unpolled": "mutant (c) does not poll",
    "hasty": "mutant (d) rings before the commit",
    "attached": "mutant (e) removal is only a message",
}


@asynccontextmanager
async def opened(ground: Ground, *mutations: str) -> AsyncIterator[House]:
    """A house that is closed afterwards."""
    house = await ground.house(*mutations)
    try:
        yield house
    finally:
        await house.close()


def faults_of(ground: Ground, size: Size) -> Sequence[str]:
    """Which faults, in which order; a kill of a server always comes last but one."""
    once = [*COMMON, *(["restart"] if size.whole else [])]
    if ground.mode != EMBEDDED:
        once += WITH_REDIS
        once += ["postgres-kill"] if size.whole else []
    return [*once * size.repeats, "kill"]


async def attempt(where: str, trial: Awaitable[list[Line]]) -> list[Line]:
    """A trial that cannot be held is a promise broken, and no reason to leave out the others."""
    try:
        return await trial
    except Exception as error:  # noqa: BLE001  # told, and counted as a failure
        say(where, "".join(traceback.format_exception(error)))
        return [Line(where, "the trial can be held", type(error).__name__, kept=False)]


async def try_plain(ground: Ground, size: Size, seed: int, only: set[str]) -> list[Line]:
    """Scenarios 3, 4 and 1, in this order, on one house whose servers are started as in production."""
    async with opened(ground) as house:
        scenarios = {"redis": redis_in, "revocation": revocation_in, "attack": attack_in}
        return [
            line
            for name, scenario in scenarios.items()
            if name in only
            for line in await attempt(f"{ground.mode} {name}", scenario(house, size, seed))
        ]


async def redis_in(house: House, size: Size, seed: int) -> list[Line]:
    """Scenario 3; where there is no Redis to lose, the delays when all is well."""
    play = measure_health if house.redis is None else lose_redis
    where, people = f"{house.ground.mode} redis", size.talkers
    return await play(
        where, house, first=size.people, people=people, seconds=size.phase, seed=seed, healthy=size.healthy
    )


async def revocation_in(house: House, size: Size, seed: int) -> list[Line]:
    """Scenario 4."""
    where, first = f"{house.ground.mode} revocation", size.people + size.talkers
    return await revoke(where, house, races=size.races, lanes=size.lanes, seed=seed, first=first)


async def attack_in(house: House, size: Size, seed: int) -> list[Line]:
    """Scenario 1."""
    where, faults = f"{house.ground.mode} attack", faults_of(house.ground, size)
    outcome = await attack(where, house, people=size.people, faults=faults, seed=seed, gap=size.gap, rate=size.rate)
    return outcome.lines(where)


async def try_quiet(ground: Ground, size: Size, seed: int) -> list[Line]:
    """Scenario 2."""
    where = f"{ground.mode} quiet"
    async with opened(ground, "deaf") as house:
        delays = await listen_quietly(where, house, readers=size.readers, rounds=size.rounds, seed=seed)
    return quiet_lines(where, delays)


async def lost_by_early(where: str, house: House, seed: int) -> tuple[bool, str]:
    """Killed while ten people write: what was promised too early is not there."""
    outcome = await attack(where, house, people=10, faults=["outage"] * 2, seed=seed, gap=5)
    return outcome.lost > 0, f"{outcome.lost} lost"


async def doubled_by_forgetful(where: str, house: House, seed: int) -> tuple[bool, str]:
    """Answers cut after the commit: what is sent again stands again."""
    outcome = await attack(where, house, people=5, faults=["swallow"], seed=seed, gap=5)
    return outcome.twice > 0, f"{outcome.twice} twice"


async def missed_in_quiet(where: str, house: House, seed: int) -> tuple[bool, str]:
    """One post in a quiet room that nobody learns of."""
    delays = await listen_quietly(where, house, readers=5, rounds=1, seed=seed)
    missed = sum(one > WITHIN for one in delays)
    return quantile(delays, 0.99) > WITHIN, f"{missed} of {len(delays)} missed"


async def leaked_by_attached(where: str, house: House, seed: int) -> tuple[bool, str]:
    """Somebody who was removed and hears on."""
    lines = await revoke(where, house, races=10, lanes=5, seed=seed)
    leak = next(line for line in lines if line.promise.startswith("S2 events heard"))
    return not leak.kept, f"{leak.figure} heard"


SCENARIO_FOR = {
    "early": (lost_by_early, ()),
    "forgetful": (doubled_by_forgetful, ()),
    "unpolled": (missed_in_quiet, ("deaf",)),
    "hasty": (missed_in_quiet, ()),
    "attached": (leaked_by_attached, ()),
}


async def try_mutant(ground: Ground, name: str, seed: int) -> list[Line]:
    """The scenario made for it must catch it."""
    scenario, company = SCENARIO_FOR[name]
    where = f"{ground.mode} {name}"
    async with opened(ground, name, *company) as house:
        caught, figure = await scenario(where, house, seed)
    say(where, f"{'caught' if caught else 'SURVIVED'}: {figure}")
    return [Line(ground.mode, PROMISES[name], f"{'caught' if caught else 'survived'}: {figure}", caught)]
