"""The doorbell: tells every reader that a topic has something new. It may be lost; the log is what counts."""

import logging
import threading
from collections import Counter
from collections.abc import Callable

from django.conf import settings

from hub.live.bus import Bus

Listener = Callable[[str], None]

logger = logging.getLogger(__name__)
counts: Counter[str] = Counter()
_listeners: set[Listener] = set()
_lock = threading.Lock()
_bus: Bus | None = None


def open_bus() -> Bus | None:
    """The way to other processes, opened when first needed; None where Redis is not set up."""
    global _bus  # noqa: PLW0603  # one per process, like the database connections
    if "bus" not in settings.CHANNEL_LAYERS:
        return None
    with _lock:
        if _bus is None:
            _bus = Bus(hear)
        return _bus


def is_deaf() -> bool:
    """Whether Redis is set up and cannot be heard just now."""
    bus = open_bus()
    return bus is not None and bus.troubles > 0


def listen(listener: Listener) -> None:
    """Calls `listener(key)` at each ring, from any thread."""
    _listeners.add(listener)
    open_bus()


def leave(listener: Listener) -> None:
    """Calls it no more."""
    _listeners.discard(listener)


def hear(key: str) -> None:
    """Passes a ring on to this process's readers; a broken one is counted, and the poll stands in for it."""
    for listener in tuple(_listeners):
        try:
            listener(key)
        except RuntimeError:
            counts["deaf"] += 1
            logger.warning("a reader could not be rung")


def ring(key: str) -> None:
    """Rings in this process at once, and in the others through the channel layer."""
    hear(key)
    bus = open_bus()
    if bus is not None:
        bus.spread(key)
