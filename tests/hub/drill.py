"""A place of its own for a backup drill: a data folder, a migrated database on the tests' server, people, uploads."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from tests.conftest import ROOT, template_database
from tests.faults.ledger import open_database

PAIR = "INSERT INTO hub_attempt (key, since, count) VALUES ('%s', '2026-11-24', 0), ('%s', '2026-11-24', 0)"
UPLOADS = {
    "images/banc.jpg": b"\xff\xd8" + bytes(range(256)) * 5000,
    "original_images/une fête d’été.png": b"\x89PNG" + os.urandom(3000),
    "documents/secret.pdf": b"%PDF-1.7",
}


class Place:
    """Where `python -m hub` runs during a drill."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = str(folder / "lebanc.sqlite3")

    def environment(self) -> dict[str, str]:
        """Nothing of what this process was told."""
        clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        more = {"DATABASE_URL": self.address} if self.address.startswith("postgres") else {}
        return {**clean, "HUB_DATA_DIR": str(self.folder), **more}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`python -m hub …`."""
        line = [sys.executable, "-W", "ignore", "-m", "hub", *words]
        return subprocess.run(
            line, cwd=ROOT, env=self.environment(), capture_output=True, text=True, timeout=90, check=False
        )

    def settle(self) -> None:
        """Tables, a promotion with its people, and uploads."""
        if self.address.startswith("postgres"):
            self.create()
            self.run("migrate").check_returncode()
        elif template_database().exists():
            shutil.copyfile(template_database(), self.address)
        else:
            self.run("migrate").check_returncode()
        scene = "from tests.faults.seed import settle; settle(3)"
        subprocess.run([sys.executable, "-W", "ignore", "-c", scene], cwd=ROOT, env=self.environment(), check=True)
        for name, content in UPLOADS.items():
            path = self.folder / "media" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def create(self) -> None:
        """An empty database on the tests' server."""
        self.manage('DROP DATABASE IF EXISTS "{}" WITH (FORCE)', 'CREATE DATABASE "{}"')

    def manage(self, *commands: str) -> None:
        """To the server itself."""
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as link:
            for one in commands:
                link.execute(one.format(urlsplit(self.address).path[1:]).encode())

    def destroy(self) -> None:
        """The machine burns down."""
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        if self.address.startswith("postgres"):
            self.create()

    def ask(self, question: str) -> Any:
        """The first value that a query finds."""
        with open_database(self.address) as query:
            return next(iter(query(question)))[0]

    def rows(self, tables: list[str]) -> dict[str, int]:
        """How many each holds."""
        return {name: self.ask(f'SELECT count(*) FROM "{name}"') for name in tables}  # noqa: S608  # our own tables

    def uploads(self) -> dict[str, bytes]:
        """What lies in the folder of media."""
        media = self.folder / "media"
        return {str(path.relative_to(media)): path.read_bytes() for path in media.rglob("*") if path.is_file()}

    @contextmanager
    def being_written_to(self) -> Iterator[None]:
        """Somebody adds two rows at a time, always both or neither, as fast as they can."""
        stop, begun = threading.Event(), threading.Event()

        def write() -> None:
            number = 0
            with closing(self.link()) as link:
                while not stop.is_set():
                    link.execute(PAIR % (f"a{number}", f"b{number}"))
                    number += 1
                    begun.set()

        thread = threading.Thread(target=write)
        thread.start()
        begun.wait(20)
        try:
            yield
        finally:
            stop.set()
            thread.join(20)

    def link(self) -> Any:
        """A connection that commits each statement."""
        if self.address.startswith("postgres"):
            return psycopg.connect(self.address, autocommit=True)
        return sqlite3.connect(self.address, isolation_level=None, timeout=20)


@contextmanager
def opened_place(folder: Path) -> Iterator[Place]:
    """On the kind of database that the tests run on; nothing of it stays."""
    place = Place(folder)
    folder.mkdir()
    server = os.environ.get("DATABASE_URL", "")
    if server.startswith("postgres"):
        name = f"drill_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
        place.address = urlsplit(server)._replace(path=f"/{name}").geturl()
    try:
        yield place
    finally:
        if place.address.startswith("postgres"):
            place.manage('DROP DATABASE IF EXISTS "{}" WITH (FORCE)')
