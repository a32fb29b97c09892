"""A Postgres and a Redis of the check's own, on free ports and in folders of their own."""

import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg

from tests.faults.children import Child, free_port, wait_for_port


def postgres_tools() -> Path:
    """The folder of initdb and its kind: the newest that Debian has installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    if not folders:
        message = "There is no Postgres here. On Debian: apt-get install postgresql"
        raise SystemExit(message)
    return folders[-1]


class Postgres:
    """A cluster in a folder of its own; as `initdb` refuses root, it belongs to the user `postgres` there."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.user = "postgres" if os.geteuid() == 0 else None
        self.data = folder / "postgres"
        self.data.mkdir(0o700)
        if self.user:
            shutil.chown(self.data, self.user, self.user)
        # Processes die here, the machine does not: what was written is kept without waiting for the disk.
        settings = {
            "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "max_connections": "200",
            "fsync": "off", "full_page_writes": "off", "shared_buffers": "64MB",
        }  # fmt: skip
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        command = [str(postgres_tools() / "postgres"), "-D", str(self.data), "-p", str(self.port), *options]
        self.child = Child("postgres", command, folder / "postgres.log", env={"LC_ALL": "C.UTF-8"}, user=self.user)

    def url(self, name: str) -> str:
        """The address of one database."""
        return f"postgres://postgres@127.0.0.1:{self.port}/{name}"

    async def create(self) -> None:
        """Makes the cluster and starts it."""
        await asyncio.to_thread(self.initialise)
        await self.start()

    def initialise(self) -> None:
        """The files of an empty cluster."""
        subprocess.run(
            [str(postgres_tools() / "initdb"), "-D", str(self.data), "-A", "trust", "-U", "postgres", "-E", "UTF8",
             "--locale=C.UTF-8", "--no-sync", "--no-instructions"],
            user=self.user, cwd="/", check=True, capture_output=True,
        )  # fmt: skip

    async def start(self) -> None:
        """Starts it, again after a death, and waits until it has recovered."""
        self.child.start()
        await wait_for_port(self.child, self.port)
        while True:
            with contextlib.suppress(psycopg.OperationalError):
                async with await psycopg.AsyncConnection.connect(self.url("postgres")):
                    return

    async def kill(self) -> None:
        """An immediate shutdown: it recovers from its log at the next start."""
        await self.child.kill(signal.SIGQUIT)


class Redis:
    """A Redis that keeps nothing."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        command = [
            "redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
            "--dir", str(folder),
        ]  # fmt: skip
        self.child = Child("redis", command, folder / f"redis-{self.port}.log")

    async def start(self) -> None:
        """Starts it, again after a death."""
        self.child.start()
        await wait_for_port(self.child, self.port)
