"""A server that is told to stop says so to its sockets before it goes."""

import asyncio
import json
import signal
from pathlib import Path

from websockets.exceptions import ConnectionClosed

from tests.faults.children import wait_for
from tests.faults.follower import open_socket
from tests.faults.house import EMBEDDED, Ground


async def hear_the_end(folder: Path) -> tuple[list[dict], int | None, bool]:
    """Every frame after the welcome, the code the socket closes with, and whether the server has gone."""
    ground = await Ground.prepare(EMBEDDED, folder, members=1)
    house = await ground.house()
    frames = []
    try:
        (visitor,) = await house.enter(0, 1)
        socket = await open_socket(visitor)
        subs = [{"topic": visitor.topic, "after": None}]
        await socket.send(json.dumps({"t": "hello", "v": 1, "subs": subs}))
        await socket.recv()
        house.servers[0].send(signal.SIGTERM)
        try:
            async for text in socket:
                frames.append(json.loads(text))
        except ConnectionClosed:
            pass
        gone = await wait_for(lambda: not house.servers[0].alive, 5)
        return frames, socket.close_code, gone
    finally:
        await house.close()


def test_sigterm_is_announced_as_a_restart(tmp_path):
    tmp_path.chmod(0o755)

    frames, code, gone = asyncio.run(hear_the_end(tmp_path))

    assert [(one["t"], one["code"]) for one in frames] == [("bye", 1012)]
    assert code == 1000
    assert gone
