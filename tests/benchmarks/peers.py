"""Processes of the benchmark that are asked and answer in lines of JSON: the servers and their clients."""

import gc
import json
import os
import resource
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = resource.getpagesize()
# Longer than anything that is asked takes, in seconds: who has not answered by then hangs.
PATIENCE = 300.0

Answer = dict[str, Any]


class Peer:
    """A process of ours, from its start to its end."""

    def __init__(
        self,
        module: str,
        *arguments: str,
        environment: dict[str, str] | None = None,
        program: Sequence[str] = (),
    ) -> None:
        self.name = " ".join([module, *arguments])
        python = [sys.executable, "-W", "ignore", "-m", f"tests.benchmarks.{module}"]
        self.process = subprocess.Popen(
            [*(program or python), *arguments],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, do: str, **more: Any) -> Answer:
        """Asks for one thing and waits for the answer; raises RuntimeError when the process failed, ended or hangs."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self.process.stdin.flush()
        return self.read()

    def read(self) -> Answer:
        """The next answer."""
        assert self.process.stdout
        said, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        line = self.process.stdout.readline() if said else ""
        answer = json.loads(line) if line else {"error": "it has ended" if said else "it does not answer"}
        if "error" in answer:
            message = f"{self.name}: {answer['error']}"
            raise RuntimeError(message)
        return answer

    def cpu(self) -> float:
        """The processor time of this process so far, in seconds."""
        return float(self.ask("cpu")["cpu"])

    def threads(self) -> float:
        """That part of it that its threads beside the event loop took."""
        answer = self.ask("cpu")
        return float(answer["cpu"] - answer["loop"])

    def memory(self) -> int:
        """What it holds in memory now, in bytes."""
        return int(self.ask("memory")["memory"])

    def stop(self) -> None:
        """Ends the process, which hears that we have left, and waits for it."""
        assert self.process.stdin
        self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)


def say(answer: Answer) -> None:
    """One line to whoever started us."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def measure(do: str) -> Answer:
    """What every process can answer."""
    if do == "cpu":
        loop = time.pthread_getcpuclockid(threading.main_thread().ident or 0)
        return {"cpu": time.process_time(), "loop": time.clock_gettime(loop)}
    if do == "memory":
        gc.collect()
        return {"memory": int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE}
    raise KeyError(do)


def obey(commands: dict[str, Callable[..., Answer]], at_end: Callable[[], None] = lambda: None) -> None:
    """Answers until whoever started us is gone (in a thread of its own beside a server)."""
    for line in sys.stdin:
        wish = json.loads(line)
        do = wish.pop("do")
        try:
            say(commands[do](**wish) if do in commands else measure(do))
        except Exception as error:  # noqa: BLE001  # told to whoever asked
            say({"error": repr(error)})
    at_end()
    os._exit(0)


def open_many() -> None:
    """Lets this process hold as many sockets as the benchmark needs."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
