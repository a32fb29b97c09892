"""The last moment of a process: its sockets are told that it restarts, and what they are told still leaves."""

import sys
from collections.abc import Callable
from typing import Any

from twisted.internet.task import deferLater

FLUSH = 0.3


def at_shutdown(say_goodbye: Callable[[], None]) -> None:
    """Calls it when Daphne is told to stop, and keeps the reactor until it has been written.

    Daphne itself would cancel the sockets' tasks, but gives up at the first connection that has none (a browser that
    keeps one open between two pages), and stops before anything is written. Other servers cancel, as ASGI expects.
    """
    reactor: Any = sys.modules.get("twisted.internet.reactor")
    if reactor is None:
        return

    def linger() -> Any:
        say_goodbye()
        return deferLater(reactor, FLUSH)

    reactor.addSystemEventTrigger("before", "shutdown", linger)
