"""The yardstick: `websockets.broadcast`, the same bytes to as many clients, without rights, log or database."""

import asyncio
import threading

from websockets.asyncio.server import ServerConnection, broadcast, serve

from tests.benchmarks.peers import Answer, obey, open_many, say

connections: set[ServerConnection] = set()


async def hold(connection: ServerConnection) -> None:
    """Keeps a client until it leaves."""
    connections.add(connection)
    try:
        await connection.wait_closed()
    finally:
        connections.discard(connection)


async def send(text: str) -> None:
    """To everybody."""
    broadcast(connections, text)


async def main() -> None:
    """Runs until whoever started us is gone."""
    loop = asyncio.get_running_loop()

    def post(room: int, number: int, text: str) -> Answer:
        asyncio.run_coroutine_threadsafe(send(text), loop).result(30)
        return {"write": 0.0}

    async with serve(hold, "127.0.0.1", 0, backlog=4096, compression=None) as server:
        say({"port": next(iter(server.sockets)).getsockname()[1]})
        threading.Thread(target=obey, args=[{"post": post}], daemon=True).start()
        await server.serve_forever()


if __name__ == "__main__":
    open_many()
    asyncio.run(main())
