"""A house under attack: a database of its own, one or two servers, a balancer before them, perhaps a Redis."""

import asyncio
import json
import os
import secrets
import shutil
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

import psycopg

from tests.faults.balancer import Balancer
from tests.faults.children import LEASH, ROOT, Child, free_port, python, wait_for_port
from tests.faults.ledger import Ledger, Query, open_database, read
from tests.faults.services import Postgres, Redis
from tests.faults.visitor import Visitor

T = TypeVar("T")
EMBEDDED, PRODUCTION = "embedded", "production"


class Front(Protocol):
    """What stands before the servers."""

    backends: list[int]
    counts: Counter[str]

    async def start(self, port: int) -> None:
        """Listens on 127.0.0.1."""

    async def stop(self) -> None:
        """Ends it."""


def environment(folder: Path, key: str, **more: str) -> dict[str, str]:
    """What a server of ours is told, and nothing of what this process was told for itself."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "XDG_CACHE_HOME"}}
    ours = {"HUB_DATA_DIR": str(folder), "HUB_DEMO": "1", "SECRET_KEY": key, "PYTHONUNBUFFERED": "1"}
    return {**kept, **ours, **more}


@dataclass
class Ground:
    """What the houses of one mode share: the prepared database, copied for each, and what its people need."""

    mode: str
    folder: Path
    key: str
    facts: dict[str, Any]
    postgres: Postgres | None = None
    houses: int = 0

    @classmethod
    async def prepare(cls, mode: str, folder: Path, members: int, crowd: int = 0) -> "Ground":
        """Makes the database once: so many members of one room, and a crowd in rooms of thirty."""
        ground = cls(mode, folder, secrets.token_urlsafe(48), {})
        address = {}
        if mode == PRODUCTION:
            ground.postgres = Postgres(folder)
            await ground.postgres.create()
            await ground.sql("CREATE DATABASE seeded")
            address = {"DATABASE_URL": ground.postgres.url("seeded")}
        file = folder / "facts.json"
        command = python("-m", "tests.faults.seed", str(members), str(crowd), str(file))
        child = Child("seed", command, folder / "seed.log", env=environment(folder, ground.key, **address))
        child.start()
        await asyncio.to_thread(child.process.wait, 120)
        if child.process.returncode:
            raise RuntimeError(child.tail())
        ground.facts = json.loads(file.read_text(encoding="utf-8"))
        return ground

    async def sql(self, command: str) -> None:
        """One command to the cluster itself."""
        async with await psycopg.AsyncConnection.connect(self.postgres.url("postgres"), autocommit=True) as link:
            await link.execute(command)

    async def house(
        self,
        *mutations: str,
        servers: int = 0,
        front: Front | None = None,
        static: Path | None = None,
        settings: dict[str, str] | None = None,
    ) -> "House":
        """A house with a copy of the database, its servers started; two of them in production.

        With `static`, the files that were collected there, it is no demo; `settings` go to the servers' environment.
        """
        self.houses += 1
        name = f"house{self.houses}"
        folder = self.folder / name
        folder.mkdir()
        if self.postgres is not None:
            await self.sql(f"CREATE DATABASE {name} TEMPLATE seeded")
        else:
            shutil.copyfile(self.folder / "lebanc.sqlite3", folder / "lebanc.sqlite3")
        house = House(self, folder, name, front or Balancer())
        house.settings |= settings or {}
        if static is not None:
            (folder / "static").symlink_to(static)
            house.settings["HUB_DEMO"] = "0"
        await house.open(mutations, servers or (1 if self.postgres is None else 2))
        return house


class House:
    """See the module."""

    def __init__(self, ground: Ground, folder: Path, name: str, front: Front) -> None:
        self.ground, self.folder, self.name = ground, folder, name
        self.port = free_port()
        self.balancer = front
        self.settings = {"HUB_URL": f"http://127.0.0.1:{self.port}"}
        self.environment: dict[str, str] = {}
        self.redis = Redis(folder) if ground.postgres is not None else None
        self.servers: list[Child] = []
        self.ports: list[int] = []

    async def open(self, mutations: tuple[str, ...], servers: int) -> None:
        """Starts everything and waits until it answers."""
        more = dict(self.settings)
        if self.redis is not None:
            await self.redis.start()
            more |= {"REDIS_URL": self.redis.url, "DATABASE_URL": self.ground.postgres.url(self.name)}
        self.environment = environment(self.folder, self.ground.key, **more)
        for number in range(servers):
            port = free_port()
            plain = python("-m", "hub", "serve", "--port", str(port))
            changed = python("-m", "tests.faults.serve", str(port), *mutations)
            command = changed if mutations else plain
            self.servers.append(
                Child(f"server {number + 1}", command, self.folder / f"server{number}.log", env=self.environment)
            )
            self.ports.append(port)
        for child in self.servers:
            child.start()
        for child, port in zip(self.servers, self.ports, strict=True):
            await wait_for_port(child, port)
        self.balancer.backends = list(self.ports)
        await self.balancer.start(self.port)

    async def restart(self, number: int, how: signal.Signals = signal.SIGKILL) -> None:
        """Ended by this signal, then the same command again."""
        await self.servers[number].kill(how)
        self.servers[number].start()
        await wait_for_port(self.servers[number], self.ports[number])

    async def run(self, *arguments: str) -> str:
        """One command of Python beside the servers, until it ends; answers what it said, raises RuntimeError where it failed."""
        child = await asyncio.create_subprocess_exec(
            *LEASH, *python(*arguments), cwd=ROOT, env=self.environment,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        said, complaint = await child.communicate()
        if child.returncode:
            message = f"{' '.join(arguments)}: {complaint.decode()[-3000:]}"
            raise RuntimeError(message)
        return said.decode()

    @property
    def processes(self) -> list[Child]:
        """All that serves, the database and Redis included."""
        ours = [self.redis.child, self.ground.postgres.child] if self.redis and self.ground.postgres else []
        return [*self.servers, *ours]

    def visitor(self, facts: dict[str, Any], door: int = 0) -> Visitor:
        """One of the people, through the balancer, or through a server's own port."""
        page = facts.get("page", self.ground.facts["page"])
        return Visitor(self.port, door or self.port, facts["pk"], facts["session"], page, facts["email"])

    async def enter(self, first: int, number: int, *, by_doors: bool = False) -> list[Visitor]:
        """So many members, each having read the room's page; through the balancer, or by the servers' own doors."""
        rows = self.ground.facts["members"][first : first + number]
        doors = self.ports if by_doors else [self.port]
        visitors = [self.visitor(facts, doors[index % len(doors)]) for index, facts in enumerate(rows)]
        try:
            await asyncio.gather(*(visitor.enter() for visitor in visitors))
        except AssertionError as error:
            message = "\n".join([str(error), *(server.tail() for server in self.servers)])
            raise AssertionError(message) from error
        return visitors

    async def enter_crowd(self, number: int, *, by_doors: bool = False) -> list[Visitor]:
        """So many of the crowd, room by room; the first of each room reads its page for all of them."""
        doors, visitors = (self.ports if by_doors else [self.port]), []
        for index, facts in enumerate(self.ground.facts["crowd"][:number]):
            one = self.visitor(facts, doors[index % len(doors)])
            if visitors and visitors[-1].page == one.page:
                one.place, one.token = visitors[-1].place, visitors[-1].token
            else:
                await one.enter()
            visitors.append(one)
        return visitors

    def database(self) -> str:
        """Where the house's database is: a file's path, or an address."""
        if self.ground.postgres is None:
            return str(self.folder / "lebanc.sqlite3")
        return self.ground.postgres.url(self.name)

    async def ledger(self, topic: str = "") -> Ledger:
        """What the database holds of this room, or of the first."""
        key = topic or f"room:{self.ground.facts['room']}"
        return await asyncio.to_thread(self.look, lambda query: read(query, key))

    async def value(self, question: str) -> Any:
        """The first value that a query finds."""
        return await asyncio.to_thread(self.look, lambda query: next(iter(query(question)))[0])

    def look(self, function: Callable[[Query], T]) -> T:
        """Calls it with a way to ask the database, all within one transaction."""
        with open_database(self.database()) as query:
            return function(query)

    async def close(self) -> None:
        """Ends its processes."""
        await self.balancer.stop()
        for child in [*self.servers, *([self.redis.child] if self.redis is not None else [])]:
            await asyncio.to_thread(child.end)
