"""The worker: runs whatever is due, over and over, until told to stop."""

import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from hub import outbox
from hub.parts import parts

logger = logging.getLogger(__name__)
LOST = (DatabaseError, InterfaceError)


def tick() -> int:
    """One run of everything that is due, idempotent; a part that fails stops no other. Answers how many failed."""
    failed = 0
    for part in parts("ticks"):
        try:
            part(now=timezone.now())
        except LOST:
            raise
        except Exception:
            logger.exception("%s failed and runs again at the next tick", part.__qualname__)
            failed += 1
    return failed


def run_tasks() -> None:
    """Empties the queue of background tasks."""
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="hub",
        excluded_queue_names=[],
    ).run()


def run(stop: threading.Event, pause: float = 2.0, work: Callable[[], None] = run_tasks) -> None:
    """Ticks and does the `work` that waits until `stop` is set; a lost database is waited for, and no fault of a part ends it."""
    while not stop.is_set():
        try:
            close_old_connections()
            tick()
            work()
        except LOST:
            logger.warning("the database does not answer; trying again in %s s", pause * 5)
            stop.wait(pause * 5)
        except Exception:
            logger.exception("the queue of tasks failed; trying again in %s s", pause * 5)
            stop.wait(pause * 5)
        outbox.wait(pause)
    close_old_connections()
