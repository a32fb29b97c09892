"""Child processes of the check: started, frozen, killed and ended by their number, and never left behind."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# A child ends with us even where we are killed (Linux).
LEASH = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
started: list["Child"] = []


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Child:
    """One program, which may be started again after its death; what it says goes to a file."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        log: Path,
        *,
        env: dict[str, str] | None = None,
        user: str | None = None,
    ) -> None:
        self.name, self.command, self.log, self.env, self.user = name, list(command), log, env, user
        self.process: subprocess.Popen[bytes] | None = None
        self.frozen = False
        started.append(self)

    def start(self) -> None:
        """Starts it in a session of its own, so that Ctrl-C reaches it through us alone."""
        with self.log.open("ab") as file:
            self.process = subprocess.Popen(
                [*LEASH, *self.command], cwd=ROOT, env=self.env, user=self.user, stdin=subprocess.DEVNULL, stdout=file,
                stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    def send(self, number: signal.Signals) -> None:
        """A signal, if it still runs."""
        if self.process is not None and self.alive:
            os.kill(self.process.pid, number)
            self.frozen = number == signal.SIGSTOP or (self.frozen and number != signal.SIGCONT)

    async def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """Ends it by this signal, and waits until it is gone."""
        self.send(number)
        if self.process is not None:
            await asyncio.to_thread(self.process.wait, 20)

    def end(self) -> None:
        """Ends it for good, whatever state it is in."""
        if self.process is None or not self.alive:
            return
        self.send(signal.SIGCONT)
        self.send(signal.SIGQUIT if self.user else signal.SIGKILL)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.send(signal.SIGKILL)
            self.process.wait(10)

    def tail(self) -> str:
        """The last it said."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-3000:] if self.log.exists() else ""


def end_all() -> None:
    """Ends everything that was started."""
    for child in reversed(started):
        child.end()


async def wait_for(fact: Callable[[], bool], seconds: float, *, every: float = 0.02) -> bool:
    """Waits for a fact, at most so long; answers whether it came true."""
    until = time.monotonic() + seconds
    while not fact():
        if time.monotonic() > until:
            return False
        await asyncio.sleep(every)
    return True


async def wait_for_port(child: Child, port: int, seconds: float = 30) -> None:
    """Until somebody listens there; raises RuntimeError with what the child said when it does not."""

    def listening() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    if not await wait_for(lambda: listening() or not child.alive, seconds) or not child.alive:
        message = f"{child.name} does not listen on {port}:\n{child.tail()}"
        raise RuntimeError(message)


def python(*arguments: str) -> list[str]:
    """A command for this Python."""
    return [sys.executable, "-W", "ignore", *arguments]
