"""The sides that are compared: servers, their clients, how a post is made there, and what it costs."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Self

from django.conf import settings

from tests.benchmarks.peers import Peer
from tests.benchmarks.texts import BODY, numbered
from tests.benchmarks.world import World
from tests.benchmarks.writers import Writer

# After the last post of a round: time to hear the acknowledgements.
QUIET = 0.25
TOGETHER = 1000


@dataclass(frozen=True)
class Cost:
    """What one round cost the serving processes, in seconds of their processors: all of it, and that part which is
    done once a post, however many hear it (the write, and our reader reading it). `wait` is a clock's: the median of
    the seconds from a post's beginning until the last member has it.
    """

    posts: int
    members: int
    cpu: float
    once: float
    wait: float

    @property
    def per_delivery(self) -> float:
        """Seconds per post and member."""
        return self.cpu / self.posts / self.members

    @property
    def per_post(self) -> float:
        """Seconds per post, to all members together."""
        return self.cpu / self.posts

    @property
    def sending(self) -> float:
        """The same without what is done once a post: sending alone."""
        return (self.cpu - self.once) / self.posts / self.members


@dataclass
class Side:
    """Servers with their clients, each in a process of its own."""

    name: str
    world: World
    servers: list[Peer]
    crowd: Peer
    posts: int = 16
    ports: list[int] = field(default_factory=list)
    members: int = 0
    made: int = 0

    def __enter__(self) -> Self:
        try:
            self.ports = [server.read()["port"] for server in self.servers]
            self.crowd.read()
        except RuntimeError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self.crowd.stop()
        for server in self.servers:
            server.stop()

    @property
    def server(self) -> Peer:
        """The one, or the one that writes."""
        return self.servers[0]

    def cpu(self) -> float:
        """Processor time of all servers so far."""
        return sum(server.cpu() for server in self.servers)

    def threads(self) -> float:
        """That part of it which was not spent on an event loop."""
        return sum(server.threads() for server in self.servers)

    def grow(self, members: int, topics: Sequence[str] = ()) -> None:
        """Connects members until there are so many, a thousand at a time: slow servers are waited for, not for ever."""
        while self.members < members:
            self.connect(min(members, self.members + TOGETHER), topics)

    def connect(self, members: int, topics: Sequence[str]) -> None:
        """By turns where there are several servers."""
        sessions = self.world.sessions[self.members : members]
        wanted = topics[self.members : members] if topics else [self.world.topic] * len(sessions)
        for index, port in enumerate(self.ports):
            step = len(self.ports)
            more = {"sessions": sessions[index::step], "topics": wanted[index::step]}
            self.crowd.ask("connect", port=port, origin=settings.HUB_URL, **more)
        self.members = members

    def post(self, room: int = 0) -> float:
        """Makes one post; answers the processor time of writing it."""
        self.made += 1
        room = room or self.world.room_id
        return float(self.server.ask("post", room=room, number=self.made, text=self.said())["write"])

    def said(self) -> str:
        """What is posted: ours makes an event of it."""
        return BODY if self.name.startswith("ours") else numbered(self.made)

    def heard(self, events: int = 1) -> dict:
        """Waits until every member has heard so many events more, in order; fails where one has not."""
        answer = self.crowd.ask("hold", events=events)
        assert answer["members"] == self.members
        return answer

    def round(self, *, posts: int = 0, quiet: float = QUIET) -> Cost:
        """Some posts, one after the other; every member has them all before a figure comes of it."""
        posts = posts or self.posts
        start, once, write, waits = self.cpu(), self.threads(), 0.0, []
        for _ in range(posts):
            began = time.monotonic()
            write += self.post()
            waits.append(self.heard()["last_at"] - began)
        time.sleep(quiet)
        # Only ours works in threads for the sake of a post; those of the tutorial's consumer serve its members as well.
        once = self.threads() - once if self.name.startswith("ours") else write
        return Cost(posts, self.members, self.cpu() - start, once, median(waits))


@dataclass
class OverHttp(Side):
    """The servers and clients of another side, which opens and closes them; a post comes by a browser's way."""

    writer: Writer | None = None

    def post(self, room: int = 0) -> float:
        """Makes one post, as everybody in turn; what its writing takes is only known together with the rest."""
        self.made += 1
        self.writer = self.writer or Writer(self.world, self.ports[0])
        self.writer.post(self.made % len(self.world.sessions), room or self.world.room_id)
        return 0.0


def ours(world: World, *, servers: int = 1, redis: str = "") -> Side:
    """The site as it is served."""
    more = {"REDIS_URL": redis} if redis else {}
    peers = [Peer("serve", "ours", environment=more) for _ in range(servers)]
    return Side("ours" if servers == 1 else f"ours {servers}", world, peers, Peer("crowd", "live"))


def over_http(side: Side) -> OverHttp:
    """That side, once it is open and full."""
    more = {"ports": side.ports, "members": side.members}
    return OverHttp(f"{side.name} over HTTP", side.world, side.servers, side.crowd, **more)


def broadcast(world: World) -> Side:
    """`websockets.broadcast`."""
    return Side("broadcast", world, [Peer("broadcast")], Peer("crowd", "plain"))


def naive(world: World, *, layer: str = "memory", redis: str = "") -> Side:
    """The tutorial's consumer; it makes fewer posts a round, since each takes it long."""
    environment = {"BENCH_LAYER": layer, "BENCH_REDIS": redis}
    return Side("naive", world, [Peer("serve", "naive", environment=environment)], Peer("crowd", "plain"), posts=2)


def play(sides: Sequence[Side], rounds: int) -> dict[str, list[Cost]]:
    """The sides in turn, over and over; the first round warms up and is not counted."""
    costs: dict[str, list[Cost]] = {side.name: [] for side in sides}
    for _ in range(rounds + 1):
        for side in sides:
            costs[side.name].append(side.round())
    return {name: found[1:] for name, found in costs.items()}


def middle(costs: Sequence[Cost], figure: str = "per_delivery") -> float:
    """The median of a figure, in microseconds."""
    return median(getattr(cost, figure) for cost in costs) * 1e6
