"""A tiny TCP balancer in front of the servers; it can cut connections, and answers that are on their way."""

import asyncio
import contextlib
from collections import Counter

MOST = 2500
HEAD = 64 * 1024
PIECE = 64 * 1024


class Balancer:
    """Hands connections to the servers in turn; `swallow` cuts the answer to every POST once it begins to come,
    which is after the commit.
    """

    def __init__(self) -> None:
        self.backends: list[int] = []
        self.turn = 0
        self.swallow = False
        self.counts: Counter[str] = Counter()
        self.open: set[asyncio.Task[None]] = set()
        self.server: asyncio.Server | None = None

    async def start(self, port: int) -> None:
        """Listens on 127.0.0.1."""
        self.server = await asyncio.start_server(self.greet, "127.0.0.1", port, limit=HEAD, backlog=4096)

    async def greet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection; a task of its own, so that it can be cut."""
        task = asyncio.current_task()
        if task is None or len(self.open) >= MOST:
            writer.transport.abort()
            return
        self.open.add(task)
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                await self.serve(reader, writer)
        except asyncio.CancelledError:
            self.counts["cut"] += 1
        finally:
            self.open.discard(task)
            writer.transport.abort()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Reads the head of the request, passes it on, then both ways until one side ends."""
        head = await reader.readuntil(b"\r\n\r\n")
        found = await self.choose()
        if found is None:
            self.counts["nobody there"] += 1
            return
        back_reader, back_writer = found
        try:
            back_writer.write(head)
            doomed = self.swallow and head.startswith(b"POST ")
            ways = [
                asyncio.ensure_future(self.pass_on(reader, back_writer)),
                asyncio.ensure_future(self.pass_on(back_reader, writer, doomed=doomed)),
            ]
            try:
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for way in ways:
                    way.cancel()
                await asyncio.gather(*ways, return_exceptions=True)
        finally:
            back_writer.transport.abort()

    async def choose(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        """The next server that accepts."""
        for _each in self.backends:
            self.turn += 1
            port = self.backends[self.turn % len(self.backends)]
            with contextlib.suppress(OSError):
                return await asyncio.open_connection("127.0.0.1", port, limit=HEAD)
        return None

    async def pass_on(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, doomed: bool = False) -> None:
        """Bytes from one side to the other; a doomed answer ends with its first byte."""
        while piece := await source.read(PIECE):
            if doomed:
                self.counts["answers swallowed"] += 1
                return
            sink.write(piece)
            await sink.drain()

    def cut(self) -> int:
        """Cuts every connection; answers how many."""
        number = len(self.open)
        for task in list(self.open):
            task.cancel()
        return number

    async def stop(self) -> None:
        """Cuts everything and listens no more."""
        if self.server is not None:
            self.server.close()
        self.cut()
        await asyncio.gather(*self.open, return_exceptions=True)
