"""Django's own migrations, for any database but one whose way to here is not kept any more."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from hub.past import first_missing, other_names


def check_past() -> None:
    """Raises CommandError for a database that has been through the first, and not all, of the steps that ours replace."""
    missing = first_missing(set(MigrationRecorder(connection).applied_migrations()))
    if missing:
        message = (
            f"This database is older than {missing}, and the steps from there to here are not kept any more. "
            f"In a demo, remove {settings.DATA_DIR} and start again; docs/decisions/41-*.md says what else helps."
        )
        raise CommandError(message)


def note_other_names() -> None:
    """Notes what has been done under its present name alone, before that name stood for a former one, under both."""
    recorder = MigrationRecorder(connection)
    for app, name in sorted(other_names(set(recorder.applied_migrations()))):
        recorder.record_applied(app, name)


class Command(migrate.Command):
    """python -m hub migrate"""

    def handle(self, *args: Any, **options: Any) -> None:
        """Looks back first."""
        check_past()
        note_other_names()
        super().handle(*args, **options)
