"""The three sides that are compared: a server, its clients, and how a post is made there."""

import time
from dataclasses import dataclass

from django.conf import settings

from tests.benchmarks.peers import Peer
from tests.benchmarks.world import World

BODY = (
    "Bonjour à toutes et à tous, je serai à l’atelier de jeudi, et j’apporte les fiches que nous avons préparées "
    "ensemble la semaine dernière. Qui peut venir une demi-heure plus tôt pour ouvrir la salle ?"
)
# After the last post of a round: time to hear the acknowledgements.
QUIET = 0.25


@dataclass
class Cost:
    """What one round cost the serving process, in seconds of its processor: all of it, the writes in it, and all that
    is done once a post, however many hear it (the write, and our reader reading it).
    """

    posts: int
    members: int
    cpu: float
    write: float
    once: float

    @property
    def per_delivery(self) -> float:
        """Seconds of the serving process per post and member."""
        return self.cpu / self.posts / self.members

    @property
    def sending(self) -> float:
        """The same without what is done once a post: sending alone."""
        return (self.cpu - self.once) / self.posts / self.members


@dataclass
class Side:
    """One server with its clients, each in a process of its own."""

    name: str
    server: Peer
    crowd: Peer
    posts: int
    world: World
    port: int = 0
    members: int = 0
    bare: int = 0
    made: int = 0

    def start(self) -> None:
        """Waits until both are there."""
        self.port = self.server.read()["port"]
        self.crowd.read()

    def grow(self, members: int) -> None:
        """Connects members until there are so many."""
        self.bare = self.bare or self.server.memory()
        sessions = self.world.sessions[self.members : members]
        answer = self.crowd.ask("connect", port=self.port, origin=settings.HUB_URL, sessions=sessions)
        assert answer["members"] == members
        self.members = members

    def memory(self) -> float:
        """Bytes for each socket that is open."""
        return (self.server.memory() - self.bare) / self.members

    def post(self, text: str) -> float:
        """One post, heard by everybody before this returns; answers the processor time of writing it."""
        text = BODY if self.name == "ours" else text
        wrote = float(self.server.ask("post", room=self.world.room_id, number=self.made, text=text)["write"])
        self.made += 1
        held = self.crowd.ask("hold", events=1)
        assert held["members"] == self.members
        return wrote

    def frame(self) -> str:
        """The last event as it came to a client."""
        return str(self.crowd.ask("hold", events=0)["last"])

    def round(self, text: str, *, posts: int = 0, quiet: float = QUIET) -> Cost:
        """Some posts, one after the other; every member has them all before a figure comes of it."""
        posts = posts or self.posts
        start, once = self.server.cpu(), self.server.threads()
        write = sum(self.post(text) for _ in range(posts))
        time.sleep(quiet)
        # Only ours works in threads for the sake of a post; those of the tutorial's consumer serve its members as well.
        once = self.server.threads() - once if self.name == "ours" else write
        return Cost(posts, self.members, self.server.cpu() - start, write, once)

    def stop(self) -> None:
        """Ends both processes."""
        self.crowd.stop()
        self.server.stop()


def open_sides(world: World) -> list[Side]:
    """Ours, the yardstick and the tutorial; the last makes fewer posts a round, since each takes it long."""
    sides = [
        Side("ours", Peer("serve", "ours"), Peer("crowd", world.topic), 16, world),
        Side("broadcast", Peer("broadcast"), Peer("crowd"), 16, world),
        Side("naive", Peer("serve", "naive"), Peer("crowd"), 4, world),
    ]
    for side in sides:
        side.start()
    return sides
