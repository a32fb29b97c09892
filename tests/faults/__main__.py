"""`python -m tests.faults [--short]`: both modes one after the other, a table, and an exit code."""

import argparse
import asyncio
import shutil
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.faults.children import end_all
from tests.faults.house import EMBEDDED, PRODUCTION, Ground
from tests.faults.report import Line, say, table
from tests.faults.trials import (
    SCENARIO_FOR,
    SHORT,
    SHORT_MUTANTS,
    WHOLE,
    attempt,
    try_mutant,
    try_plain,
    try_quiet,
)

Trial = Callable[[], Awaitable[list[Line]]]
PLAIN = ("redis", "revocation", "attack")


def lanes_of(ground: Ground, args: argparse.Namespace) -> list[dict[str, Trial]]:
    """Everything that is tried in one mode: four lanes in the short form, one after the other in the whole."""
    size, seed = (SHORT if args.short else WHOLE), args.seed
    mutants = SHORT_MUTANTS[ground.mode] if args.short and not args.only else tuple(SCENARIO_FOR)
    rows = [["redis revocation"], ["attack"], ["quiet", "unpolled"], ["forgetful", "early", "hasty", "attached"]]
    if not size.together:
        rows = [["redis revocation attack"], ["quiet", *SCENARIO_FOR]]

    def trial(name: str) -> Trial:
        if name == "quiet":
            return lambda: try_quiet(ground, size, seed)
        if name in SCENARIO_FOR:
            return lambda: try_mutant(ground, name, seed)
        return lambda: try_plain(ground, size, seed, wanted & set(name.split()))

    wanted = set(args.only or [*PLAIN, "quiet", *mutants])
    lanes = [{name: trial(name) for name in row if wanted & set(name.split())} for row in rows]
    return lanes if size.together else [{name: one for lane in lanes for name, one in lane.items()}]


async def run_lane(mode: str, trials: dict[str, Trial]) -> list[Line]:
    """One trial after the other."""
    return [line for name, trial in trials.items() for line in await attempt(f"{mode} {name}", trial())]


async def play(ground: Ground, args: argparse.Namespace) -> list[Line]:
    """One mode."""
    lanes = [run_lane(ground.mode, lane) for lane in lanes_of(ground, args)]
    return [line for lane in await asyncio.gather(*lanes) for line in lane]


async def check(folders: dict[str, Path], args: argparse.Namespace) -> list[Line]:
    """Prepares what the modes need, then tries one mode after the other."""
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    members = (SHORT if args.short else WHOLE).members
    grounds = await asyncio.gather(*(Ground.prepare(mode, folder, members) for mode, folder in folders.items()))
    say("check-live", f"prepared: {' and '.join(folders)}, {members} members")
    return [line for ground in grounds for line in await play(ground, args)]


def main() -> int:
    """Whatever happens, nothing that was started is left behind."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--short", action="store_true", help="what CI runs, in a minute")
    parser.add_argument("--seed", type=int, default=14, help="the same faults, keys and pauses for the same seed")
    parser.add_argument("--mode", action="append", choices=[EMBEDDED, PRODUCTION])
    parser.add_argument("--only", action="append", help="one trial or mutant by name; may be repeated")
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="lebanc-check-"))
    folder.chmod(0o711)  # Postgres runs as another user, and has a folder of its own in there
    folders = {mode: folder / mode for mode in args.mode or (EMBEDDED, PRODUCTION)}
    for one in folders.values():
        one.mkdir(0o711)
    say("check-live", f"{'short' if args.short else 'whole'}, seed {args.seed}")
    try:
        lines = asyncio.run(check(folders, args))
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.stdout.write("check-live: interrupted\n")
        return 130
    finally:
        end_all()
        shutil.rmtree(folder, ignore_errors=True)
    failed = sum(not line.kept for line in lines)
    sys.stdout.write(f"\n{table(lines)}\n\ncheck-live: {len(lines) - failed} passed, {failed} failed\n")
    return 1 if failed or not lines else 0


if __name__ == "__main__":
    sys.exit(main())
