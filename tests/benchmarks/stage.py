"""What the rows stand on: the world, how long they may take, and a Redis of their own."""

import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import redis

from tests.benchmarks.world import World
from tests.faults.children import free_port

Process = subprocess.Popen[bytes]


@dataclass
class Stage:
    """One run."""

    world: World
    short: bool = False
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="lebanc-stage-")))
    started: list[Process] = field(default_factory=list)
    redis_url: str = ""

    def redis(self) -> str | None:
        """The address of a Redis that keeps nothing, started when first asked for; None where there is none."""
        if not self.redis_url and shutil.which("redis-server"):
            port = free_port()
            options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
            self.started.append(subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL))
            self.redis_url = f"redis://127.0.0.1:{port}/0"
            wait_for_redis(self.redis_url)
        return self.redis_url or None

    def close(self) -> None:
        """Ends what it started, and leaves nothing."""
        for process in self.started:
            process.kill()
            process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)


def wait_for_redis(url: str) -> None:
    """Until it answers."""
    client = redis.Redis.from_url(url)
    for _ in range(100):
        with suppress(redis.ConnectionError):
            client.ping()
            break
        time.sleep(0.05)
    client.close()
