"""The doorbell between processes, by Redis, in threads of its own: whatever Redis does, nobody waits for it."""

import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any

from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

CHANNEL = "live"
PATIENCE = 3.0
# A listener that Redis has silently forgotten hears no more of its own calls than of others'.
CALL_EVERY = 5.0
DEAF_AFTER = 12.0


class Bus:
    """Sends rings to all processes and hears theirs; starts again by itself when Redis comes back."""

    def __init__(self, url: str, hear: Callable[[str], None]) -> None:
        self.hear = hear
        self.token = f"{os.getpid()}-{time.monotonic_ns()}"
        # An optional library, and only here.
        self.redis: Any = import_string("redis.Redis").from_url(
            url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
        )
        self.pending: SimpleQueue[str] = SimpleQueue()
        self.heard_at = 0.0
        self.troubles = 0
        for work in (self.ring, self.listen):
            threading.Thread(target=work, name=f"live-bus-{work.__name__}", daemon=True).start()

    def spread(self, key: str) -> None:
        """Hands a ring over; never waits."""
        self.pending.put(key)

    def ring(self) -> None:
        """The thread that rings; a ring that Redis does not take is lost, and the poll stands in for it."""
        while True:
            try:
                for key in self.wanted():
                    self.redis.publish(CHANNEL, f"{self.token} {key}")
            except Exception as error:  # noqa: BLE001  # whatever the library raises
                self.fail(error)
                time.sleep(self.pause)

    def wanted(self) -> set[str]:
        """The topics to ring for, once each; after a silence a call to oneself, to know that one hears."""
        try:
            keys = {self.pending.get(timeout=CALL_EVERY)}
        except Empty:
            return {""}
        with contextlib.suppress(Empty):
            while True:
                keys.add(self.pending.get_nowait())
        return keys

    def listen(self) -> None:
        """The thread that hears: one session after another."""
        while True:
            try:
                self.session()
            except Exception as error:  # noqa: BLE001  # the same
                self.fail(error)
            time.sleep(self.pause)

    def session(self) -> None:
        """Hears until something goes wrong."""
        with self.redis.pubsub(ignore_subscribe_messages=True) as ears:
            ears.subscribe(CHANNEL)
            self.heard_at = time.monotonic()
            self.spread("")
            while time.monotonic() - self.heard_at < DEAF_AFTER:
                message = ears.get_message(timeout=CALL_EVERY)
                if message is not None:
                    self.take(message["data"].decode())
        raise TimeoutError

    def take(self, text: str) -> None:
        """Passes on what others ring; one's own rings were heard when they were rung."""
        by, _space, key = text.partition(" ")
        if by == self.token:
            self.heard_at = time.monotonic()
            if self.troubles:
                logger.warning("REDIS_URL: the doorbell works again")
                self.troubles = 0
        elif key:
            self.hear(key)

    def fail(self, error: Exception) -> None:
        """Says once that there is trouble."""
        self.troubles += 1
        if self.troubles == 1:
            logger.warning("REDIS_URL: no doorbell (%s); the poll stands in for it", type(error).__name__)

    @property
    def pause(self) -> float:
        """How long to leave Redis alone, in seconds; longer while it does not come back."""
        return min(5.0, 0.5 * 2.0 ** min(self.troubles, 4))
