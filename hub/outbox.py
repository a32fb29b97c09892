"""The bell that tells a worker of this process that the outbox has something new."""

import threading

_bell = threading.Event()


def wake() -> None:
    """Rings; harmless where no worker listens."""
    _bell.set()


def wait(seconds: float) -> None:
    """Sleeps until the bell rings, or `seconds` have passed."""
    if _bell.wait(seconds):
        _bell.clear()
