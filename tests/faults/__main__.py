"""`python -m tests.faults [--short]`: both modes one after the other, a table, and an exit code."""

import argparse
import asyncio
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from tests.faults.betrayals import PLANTED
from tests.faults.children import end_all
from tests.faults.house import EMBEDDED, PRODUCTION, Ground
from tests.faults.report import Line, conclude, may_be_held_again, say
from tests.faults.sizes import SHORT, WHOLE, Size
from tests.faults.swarm import allow_files
from tests.faults.trials import ABREAST, ALONE, Context, Trial, attempt

OUR_OWN_FILES = 2000
# The lines that count, and those for which a trial was held again.
Tried = tuple[list[Line], list[Line]]


async def play(grounds: list[Ground], size: Size, args: argparse.Namespace, only: set[str]) -> Tried:
    """What wants the machine for itself, then the rest, each in both modes, so many at a time; then what may be held again,
    where a second try is asked for.
    """
    contexts = [Context(ground, size, args.seed) for ground in grounds]
    lines: list[Line] = []
    first_tries: list[Line] = []
    again = []
    for trials, most in ((ALONE, size.alone), (ABREAST, size.abreast)):
        gate = asyncio.Semaphore(most)

        async def in_turn(name: str, context: Context, trial: Trial, gate: asyncio.Semaphore = gate) -> list[Line]:
            async with gate:
                heard = await attempt(trial, context, name)
            if not args.second_try or not may_be_held_again(heard):
                return heard
            again.append((trial, context, name))
            first_tries.extend(line for line in heard if line.kept is False)
            return []

        turns = [
            in_turn(name, one, trial)
            for name, trial in trials.items()
            if name in only
            for one in contexts
            if size.planted_twice or name not in PLANTED or one is contexts[0]
        ]
        lines += [line for some in await asyncio.gather(*turns) for line in some]
    for one in again:
        lines += await attempt(*one)
    return lines, first_tries


async def check(folders: dict[str, Path], args: argparse.Namespace) -> Tried:
    """Prepares what the modes need, then tries everything."""
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    size = SHORT if args.short else WHOLE
    only = set(args.only or [*ALONE, *ABREAST])
    crowd = size.crowd if only & {"idle", "rolling"} else 0
    allow_files(size.sockets + OUR_OWN_FILES)
    grounds = await asyncio.gather(*(Ground.prepare(mode, file, size.members, crowd) for mode, file in folders.items()))
    say("check-live", f"prepared: {' and '.join(folders)}, {size.members} members, a crowd of {crowd}")
    return await play(grounds, size, args, only)


def main() -> int:
    """Whatever happens, nothing that was started is left behind."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--short", action="store_true", help="what CI runs, in four minutes")
    parser.add_argument("--seed", type=int, default=14, help="the same faults, keys and pauses for the same seed")
    parser.add_argument(
        "--second-try", action="store_true", help="once more, alone, for what was late or could not be held"
    )
    parser.add_argument("--mode", action="append", choices=[EMBEDDED, PRODUCTION])
    parser.add_argument("--only", action="append", choices=[*ALONE, *ABREAST], help="one trial; may be repeated")
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="lebanc-check-"))
    folder.chmod(0o711)  # Postgres runs as another user, and has a folder of its own in there
    folders = {mode: folder / mode for mode in args.mode or (EMBEDDED, PRODUCTION)}
    for one in folders.values():
        one.mkdir(0o711)
    say("check-live", f"{'short' if args.short else 'whole'}, seed {args.seed}")
    try:
        lines, first_tries = asyncio.run(check(folders, args))
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.stdout.write("check-live: interrupted\n")
        return 130
    finally:
        end_all()
        shutil.rmtree(folder, ignore_errors=True)
    return conclude("check-live", lines, first_tries)


if __name__ == "__main__":
    sys.exit(main())
