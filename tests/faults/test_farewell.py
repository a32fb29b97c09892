"""A server that is told to stop says so to its sockets before it goes."""

import asyncio
import contextlib
import json
import signal
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from tests.faults.children import Child, wait_for
from tests.faults.follower import open_socket
from tests.faults.house import EMBEDDED, Ground
from tests.faults.visitor import Visitor
from tests.faults.wire import NoAnswerError


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


@pytest.mark.long
def test_sigterm_is_announced_as_a_restart(tmp_path):
    tmp_path.chmod(0o755)

    frames, code, gone = asyncio.run(hear_the_end(tmp_path))

    assert [(one["t"], one["code"]) for one in frames] == [("bye", 1012)]
    assert code == 1000
    assert gone


async def ask_on(visitor: Visitor, server: Child) -> None:
    """Page after page, as long as somebody is there."""
    while server.alive:
        with contextlib.suppress(NoAnswerError):
            await visitor.get(visitor.page, patience=1)


async def stop_in_the_middle(folder: Path) -> bool:
    """Whether a server that is told to stop while it answers many requests has gone soon after."""
    ground = await Ground.prepare(EMBEDDED, folder, members=1)
    house = await ground.house()
    try:
        (visitor,) = await house.enter(0, 1)
        socket = await open_socket(visitor)
        asking = [asyncio.ensure_future(ask_on(visitor, house.servers[0])) for _each in range(20)]
        await visitor.get(visitor.page, patience=10)
        house.servers[0].send(signal.SIGTERM)
        socket.transport.abort()
        gone = await wait_for(lambda: not house.servers[0].alive, 8)
        await house.servers[0].kill()
        await asyncio.gather(*asking)
        return gone
    finally:
        await house.close()


@pytest.mark.long
def test_sigterm_ends_a_server_that_is_busy(tmp_path):
    tmp_path.chmod(0o755)

    assert asyncio.run(stop_in_the_middle(tmp_path))
