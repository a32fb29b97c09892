"""The last moment of a process: its sockets are told that it restarts, and what they are told still leaves."""

import os
import sys
import threading
from collections.abc import Callable
from typing import Any

from twisted.internet.task import deferLater

FLUSH, AT_THE_LATEST = 0.3, 3.0


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
        if threading.current_thread() is threading.main_thread():
            leave_by(AT_THE_LATEST)
        return deferLater(reactor, FLUSH)

    reactor.addSystemEventTrigger("before", "shutdown", linger)


def leave_by(seconds: float) -> None:
    """Ends the process then, if it still stands: Python waits at its end for the threads of requests, and a request
    that waits for the event loop, which has ended, would wait for ever. What it has not committed is not answered.
    """
    timer = threading.Timer(seconds, os._exit, [0])
    timer.daemon = True
    timer.start()
