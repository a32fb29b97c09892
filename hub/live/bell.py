"""The doorbell: tells every reader that a topic has something new. It may be lost; the log is what counts."""

import logging
import threading
from collections import Counter
from collections.abc import Callable

from django.conf import settings

from hub.live.bus import Bus
from hub.live.encode import News

Listener = Callable[[str, News | None], None]

logger = logging.getLogger(__name__)
counts: Counter[str] = Counter()
_listeners: set[Listener] = set()
_lock = threading.Lock()
_bus: Bus | None = None


def open_bus() -> Bus | None:
    """The way to other processes, opened when first needed; None where Redis is not set up."""
    global _bus  # noqa: PLW0603  # one per process, like the database connections
    if not settings.REDIS_URL:
        return None
    with _lock:
        if _bus is None:
            _bus = Bus(settings.REDIS_URL, hear)
        return _bus


def is_deaf() -> bool:
    """Whether Redis is set up and cannot be heard just now."""
    bus = open_bus()
    return bus is not None and bus.troubles > 0


def listen(listener: Listener) -> None:
    """Calls `listener(key, news)` at each ring, from any thread; there is news where it was committed here."""
    _listeners.add(listener)
    open_bus()


def leave(listener: Listener) -> None:
    """Calls it no more."""
    _listeners.discard(listener)


def hear(key: str, news: News | None = None) -> None:
    """Passes a ring on to this process's readers; a broken one is counted, and the poll stands in for it."""
    for listener in tuple(_listeners):
        try:
            listener(key, news)
        except RuntimeError:
            counts["deaf"] += 1
            logger.warning("a reader could not be rung")


def ring(key: str, news: News | None = None) -> None:
    """Rings in this process at once, and in the others by Redis."""
    hear(key, news)
    bus = open_bus()
    if bus is not None:
        bus.spread(key)
