"""One run of whatever is due; harmless when repeated."""

from typing import Any

from django.core.management.base import BaseCommand

from hub.worker import run_tasks, tick


class Command(BaseCommand):
    """python -m hub tick"""

    help = "Runs once whatever is due: mails, tasks, tidying."

    def handle(self, *args: Any, **options: Any) -> None:
        """Ticks, then empties the queue of tasks."""
        tick()
        run_tasks()
