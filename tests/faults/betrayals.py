"""That the check can fail: each planted fault before the scenario made for it, which must catch it."""

from collections.abc import Awaitable, Callable

from tests.faults.attack import attack
from tests.faults.house import Ground, House
from tests.faults.quiet import WITHIN, listen_quietly
from tests.faults.report import Line, quantile, say
from tests.faults.revocation import revoke

Scenario = Callable[[str, House, int], Awaitable[tuple[bool, str]]]


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
    delays, _outcome = await listen_quietly(where, house, readers=5, rounds=1, seed=seed)
    missed = sum(one > WITHIN for one in delays)
    return quantile(delays, 0.99) > WITHIN, f"{missed} of {len(delays)} missed"


async def leaked_by_attached(where: str, house: House, seed: int) -> tuple[bool, str]:
    """Somebody who was removed and hears on."""
    lines = await revoke(where, house, races=10, lanes=5, seed=seed)
    leak = next(line for line in lines if line.promise.startswith("S2 events heard"))
    return not leak.kept, f"{leak.figure} heard"


# The planted fault, its words for the table, the scenario, and what else is taken away; nothing is caught by that alone.
PLANTED: dict[str, tuple[str, Scenario, tuple[str, ...]]] = {
    "early": ("planted (a) answers before the commit", lost_by_early, ()),
    "forgetful": ("planted (b) no deduplication", doubled_by_forgetful, ()),
    "unpolled": ("planted (c) no poll", missed_in_quiet, ("deaf",)),
    "hasty": ("planted (d) rings inside the transaction", missed_in_quiet, ("unpolled",)),
    "attached": ("planted (e) removal is only a message", leaked_by_attached, ()),
}


async def try_planted(ground: Ground, name: str, seed: int) -> list[Line]:
    """The scenario made for it must catch it."""
    promise, scenario, company = PLANTED[name]
    where = f"{ground.mode} {name}"
    caught, figure = await suffer(ground, where, scenario, (name, *company), seed)
    say(where, f"{'caught' if caught else 'SURVIVED'}: {figure}")
    lines = [Line(where, promise, figure, "caught", caught)]
    if company:
        blamed, figure = await suffer(ground, where, scenario, company, seed)
        say(where, f"without it, but {' and '.join(company)}: {figure}")
        lines.append(Line(where, "  the same without the fault itself", figure, "not caught", not blamed))
    return lines


async def suffer(
    ground: Ground, where: str, scenario: Scenario, mutations: tuple[str, ...], seed: int
) -> tuple[bool, str]:
    """The scenario in a house from which this is taken away: whether it was caught, and by what."""
    house = await ground.house(*mutations)
    try:
        return await scenario(where, house, seed)
    finally:
        await house.close()
