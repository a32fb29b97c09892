"""A server that is slow to answer hellos sends nobody away for it; whoever says none in time goes."""

import time

import pytest

from hub.live.reader import Reader
from hub.live.sockets import Socket


async def send(message):
    """Goes nowhere."""


@pytest.mark.asyncio
@pytest.mark.django_db(transaction=True)
async def test_ten_seconds_are_for_the_hello_and_not_for_the_answer(cast):
    reader = Reader()
    silent, waiting = Socket(send, "a"), Socket(send, "b")
    reader.sockets |= {silent, waiting}
    reader.greeter.register(waiting, [(cast.promotion.room.key, None)])

    reader.close_slow(time.monotonic() + 11)

    assert (silent.over, waiting.over) == (True, False)
    await reader.close()
