"""The channel layer between processes, in a thread of its own: whatever Redis does, nobody waits for it."""

import asyncio
import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable
from typing import Any

from channels.layers import channel_layers

logger = logging.getLogger(__name__)

GROUP = "live"
PATIENCE = 3.0
# A listener that Redis has silently forgotten hears no more of its own calls than of others'.
CALL_EVERY = 5.0
DEAF_AFTER = 12.0


class Bus:
    """Sends rings to all processes and hears theirs; starts again by itself when Redis comes back."""

    def __init__(self, hear: Callable[[str], None]) -> None:
        self.hear = hear
        self.token = f"{os.getpid()}-{time.monotonic_ns()}"
        self.loop = asyncio.new_event_loop()
        self.pending: set[str] = set()
        self.heard_at = 0.0
        self.troubles = 0
        self.bell = asyncio.Event()
        threading.Thread(target=self.run, name="live-bus", daemon=True).start()

    def run(self) -> None:
        """The thread."""
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self.stay())

    def spread(self, key: str) -> None:
        """Hands a ring over; never waits."""
        self.loop.call_soon_threadsafe(self.add, key)

    def add(self, key: str) -> None:
        """Rings for one topic that come close together are one."""
        self.pending.add(key)
        self.bell.set()

    async def stay(self) -> None:
        """One session after another."""
        layer: Any = channel_layers.make_backend("bus")
        while True:
            try:
                await self.session(layer)
            except Exception as error:  # noqa: BLE001  # whatever the library raises, the poll stands in and we come back
                self.troubles += 1
                if self.troubles == 1:
                    logger.warning("REDIS_URL: no doorbell (%s); the poll stands in for it", type(error).__name__)
            with contextlib.suppress(Exception):
                await asyncio.wait_for(layer.flush(), PATIENCE)
            await asyncio.sleep(min(5.0, 0.5 * 2 ** min(self.troubles, 4)))

    async def session(self, layer: Any) -> None:
        """Listens and rings until something goes wrong."""
        channel = await asyncio.wait_for(layer.new_channel(), PATIENCE)
        await asyncio.wait_for(layer.group_add(GROUP, channel), PATIENCE)
        self.heard_at = time.monotonic()
        listening = asyncio.ensure_future(self.receive(layer, channel))
        try:
            await self.send(layer, listening)
        finally:
            listening.cancel()
            with contextlib.suppress(BaseException):
                await asyncio.wait_for(listening, PATIENCE)

    async def receive(self, layer: Any, channel: str) -> None:
        """Passes on what others ring; one's own rings were heard when they were rung."""
        while True:
            message = await layer.receive(channel)
            if message["by"] == self.token:
                self.heard_at = time.monotonic()
                if self.troubles:
                    logger.warning("REDIS_URL: the doorbell works again")
                    self.troubles = 0
            elif message["key"]:
                self.hear(message["key"])

    async def send(self, layer: Any, listening: "asyncio.Future[None]") -> None:
        """Rings what is pending, and calls itself now and then to know that it hears."""
        while not listening.done():
            keys, self.pending = self.pending or {""}, set()
            self.bell.clear()
            for key in keys:
                message = {"type": "ring", "key": key, "by": self.token}
                await asyncio.wait_for(layer.group_send(GROUP, message), PATIENCE)
            if time.monotonic() - self.heard_at > DEAF_AFTER:
                raise TimeoutError
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.bell.wait(), CALL_EVERY)
        await listening
