"""The worker: runs whatever is due, over and over, until told to stop."""

import logging
import threading
import time

from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from hub import outbox
from hub.parts import parts

logger = logging.getLogger(__name__)


def tick() -> None:
    """One run of everything that is due; every part is idempotent."""
    for part in parts("ticks"):
        part(now=timezone.now())


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


def run(stop: threading.Event, pause: float = 2.0) -> None:
    """Ticks and tasks until `stop` is set; a lost database is waited for."""
    while not stop.is_set():
        try:
            close_old_connections()
            tick()
            run_tasks()
        except DatabaseError:
            logger.warning("the database does not answer; trying again in %s s", pause * 5)
            time.sleep(pause * 5)
        outbox.wait(pause)
    close_old_connections()
