"""The write transaction: one per action, opened by the outermost, joined by its steps."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def write() -> Iterator[None]:
    """Opens the durable transaction of an action (IMMEDIATE on SQLite, so it is the lock there)."""
    with transaction.atomic(durable=True):
        yield


def require_write() -> None:
    """Refuses to run a step outside its action's transaction; raises RuntimeError."""
    if not connection.in_atomic_block:
        message = "This step belongs inside hub.db.write()."
        raise RuntimeError(message)
