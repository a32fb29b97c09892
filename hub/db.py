"""The write transaction: one per action, opened by the outermost, joined by its steps."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.db import connection, transaction

# SQLite has one writer at a time. Whoever waits for it there asks again and again, and may be passed by others until the
# time is over; a thread that waits here sleeps, and is woken.
turn = threading.RLock()


@contextmanager
def write() -> Iterator[None]:
    """Opens the durable transaction of an action (IMMEDIATE on SQLite, so it is the lock there)."""
    with turn if connection.vendor == "sqlite" else nullcontext(), transaction.atomic(durable=True):
        yield


def require_write() -> None:
    """Refuses to run a step outside its action's transaction; raises RuntimeError."""
    if not connection.in_atomic_block:
        message = "This step belongs inside hub.db.write()."
        raise RuntimeError(message)
