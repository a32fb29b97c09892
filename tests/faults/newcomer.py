"""Scenario 11: somebody who knows docs/live.md and nothing else reads, resumes, posts, is removed, and hears of a reset."""

import asyncio
from collections import Counter
from collections.abc import Callable

from tests.faults.house import House
from tests.faults.report import Line, say, yes_or_no
from tests.faults.stranger import Refused, Stranger
from tests.faults.writer import Writer

LIVE = "docs/live.md: "
PLACES = "SELECT id, discussion_id FROM community_post"


class Visit:
    """The stranger, somebody who writes meanwhile, and what was found."""

    def __init__(self, where: str, house: House, stranger: Stranger, writer: Writer, many: int) -> None:
        self.where, self.house, self.stranger, self.writer, self.many = where, house, stranger, writer, many
        self.lines: list[Line] = []

    def note(self, words: str, *, kept: bool) -> None:
        """One line of the table."""
        self.lines.append(Line(self.where, LIVE + words, yes_or_no(kept), "yes", kept))

    async def follow(self, until: Callable[[], bool], seconds: float = 15.0) -> bool:
        """Listens until that is true."""
        return await asyncio.to_thread(self.stranger.listen, until, seconds)

    async def sees_all(self) -> bool:
        """Whether the pages of the room's one discussion, as they were when it came, and the events since hold it whole."""
        since = {one["seq"] for one in self.stranger.events if one["k"] == "post"}
        return {post[0] for post in (await self.house.ledger()).posts} == {*self.stranger.shown.values(), *since}

    def holds(self, seq: int) -> bool:
        """Whether the stranger has got as far as this."""
        return bool(self.stranger.events) and self.stranger.events[-1]["s"] >= seq

    async def like_the_database(self) -> bool:
        """Whether what the stranger holds is the end of the log, event by event."""
        ledger = await self.house.ledger()
        held = [(one["s"], one["h"], one["k"], one["target"]) for one in self.stranger.events]
        return bool(held) and held == [event[:4] for event in ledger.events[-len(held) :]]

    async def read(self) -> None:
        """From the first event on, over HTTP; then what is new, over the socket."""
        await asyncio.to_thread(self.stranger.enter)
        await asyncio.to_thread(self.stranger.read_log, "0.")
        whole = (await self.house.ledger()).head == len(self.stranger.events)
        self.note("reads the log from its beginning", kept=whole and await self.like_the_database())
        coming = asyncio.ensure_future(self.writer.write())
        follows = await self.follow(lambda: coming.done() and self.holds(coming.result().seq))
        self.note("follows what comes", kept=follows and await self.like_the_database())

    async def resume(self) -> None:
        """After a cut in the middle, with news meanwhile."""
        last = self.stranger.events[-1]["s"]
        following = asyncio.ensure_future(self.follow(lambda: self.holds(last + 6)))
        await asyncio.sleep(0.5)
        await self.writer.write()
        cut = self.house.balancer.cut()
        for _each in range(5):
            await self.writer.write()
        kept = await following and cut > 0 and await self.like_the_database()
        self.note("resumes after a cut", kept=kept)

    async def post(self) -> None:
        """Once, and the same again."""
        cid = "a-key-of-a-stranger-0123456789"
        first, again = [await asyncio.to_thread(self.stranger.write, "Bonjour", cid) for _each in range(2)]
        try:
            await asyncio.to_thread(self.stranger.write, "Bonsoir", cid)
            refused = ""
        except Refused as answer:
            refused = str(answer)
        heard = await self.follow(lambda: self.holds(first["seq"]))
        own = next((one for one in self.stranger.events if one["s"] == first["seq"]), {})
        posted = heard and own["h"] == first["h"] and "Bonjour" in own["html"] and not first["duplicate"]
        self.note("posts, and meets its own message", kept=posted)
        same = again["duplicate"] and (again["seq"], again["h"]) == (first["seq"], first["h"])
        self.note("posts again with the same cid: once", kept=same and await self.like_the_database())
        self.note("another message with that cid is refused", kept=refused == "cid_reused")

    async def start_anew(self) -> None:
        """A cursor of another log, and more to read than one page holds."""
        for _each in range(self.many):
            await self.writer.write()
        self.stranger.cursor = self.stranger.cursor.split(".")[0] + ".00000000"
        reset = await self.follow(lambda: self.stranger.told == ["reset rollback"])
        stored = await self.writer.write()
        again = await self.follow(lambda: self.holds(stored.seq))
        self.note("is told reset, and goes on", kept=reset and again and await self.like_the_database())
        self.note("finds every message on the pages then", kept=await self.sees_all())

    async def be_moved(self) -> None:
        """The team moves the last messages to a discussion of their own, and takes it back."""
        facts, stranger = self.house.ground.facts, self.stranger
        referent = self.house.visitor(facts["referent"])
        await referent.enter()
        stored = [await self.writer.write() for _each in range(2)]
        await self.follow(lambda: self.holds(stored[1].seq))
        first = next(one["target"] for one in stranger.events if one["s"] == stored[0].seq)
        fields = {
            "which": "following",
            "target": "new",
            "title": "Ailleurs",
            "until": str(stored[1].seq),
            "confirm": "1",
        }
        more = {"source": stranger.place["data-discussion"], "cid": "a-key-to-move-with-0123456789"}
        await referent.submit(f"{referent.place['data-live-post']}{first}/deplacer/", {**fields, **more})
        # The new discussion has a line of its own before them.
        begun = stored[1].seq + 2
        moved = await self.follow(lambda: self.holds(begun + 1))
        self.note("follows messages that are moved", kept=moved and await self.places_them() == 2)
        await referent.submit(f"{facts['page']}deplacements/{begun}/annuler/", {})
        back = await self.follow(lambda: self.holds(begun + 3))
        self.note("and put back", kept=back and await self.places_them() == 1)

    async def places_them(self) -> int:
        """In how many discussions the stranger's messages stand; 0 unless the database says the same of each."""
        held = {target: post["d"] for target, post in self.stranger.posts.items()}
        rows = await asyncio.to_thread(self.house.look, lambda query: dict(query(PLACES)))
        return len(set(held.values())) if held and held.items() <= rows.items() else 0

    async def leave(self) -> None:
        """Taken off the roster; nothing comes after."""
        facts, stranger = self.house.ground.facts, self.stranger
        referent = self.house.visitor(facts["referent"])
        await referent.enter()
        membership = facts["members"][0]["membership"]
        removal = asyncio.ensure_future(referent.submit(facts["remove"] % membership, {}))
        gone = await self.follow(lambda: stranger.told[-1:] == ["gone"])
        await removal
        last = (await self.house.ledger()).events[-1]
        await self.writer.write()
        await self.follow(lambda: False, 1.5)
        self.note("hears of nothing after its member.del", kept=gone and stranger.events[-1]["s"] <= last.seq)
        try:
            await asyncio.to_thread(stranger.read_log)
            refused = ""
        except Refused as answer:
            refused = str(answer)
        self.note("cannot read the log any more", kept=refused == "not_found")


async def introduce(where: str, house: House, *, seed: int, many: int = 0) -> list[Line]:
    """All of it, on one house; so many messages come while the stranger is away."""
    facts, (other,) = house.ground.facts, await house.enter(1, 1)
    stranger = Stranger(f"http://127.0.0.1:{house.port}", facts["page"], facts["members"][0]["session"])
    visit = Visit(where, house, stranger, Writer(other, seed, Counter()), many)
    await visit.writer.write()
    await visit.read()
    await visit.resume()
    await visit.post()
    await visit.start_anew()
    await visit.be_moved()
    await visit.leave()
    say(where, f"{len(stranger.events)} events held, told {stranger.told}")
    return visit.lines
