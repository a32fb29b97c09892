"""The production worker: ticks and tasks until it is told to stop."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from hub.startup import verify
from hub.worker import run


class Command(BaseCommand):
    """python -m hub worker"""

    help = "Sends mails and runs background tasks until stopped (SIGTERM or Ctrl-C)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs in this thread; a signal ends it after the current piece of work."""
        verify()
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        self.stdout.write("Worker started.")
        run(stop)
        self.stdout.write("Worker stopped.")
