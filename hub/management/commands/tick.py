"""One run of whatever is due; harmless when repeated."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.worker import run_tasks, tick


class Command(BaseCommand):
    """python -m hub tick"""

    help = "Runs once whatever is due: mails, tasks, tidying."

    def handle(self, *args: Any, **options: Any) -> None:
        """Ticks, then empties the queue of tasks; raises CommandError where a part failed, as cron wants to know."""
        failed = tick()
        run_tasks()
        if failed:
            message = f"{failed} of what was due failed; the log says why."
            raise CommandError(message)
