"""Django's own migrations, for any database but one whose way to here is not kept any more."""

from itertools import groupby
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def check_past() -> None:
    """Raises CommandError for a database that has been through the first, and not all, of the steps that ours replace.

    Django would look for the others, and where nothing asks for them leave the whole app out without a word.
    """
    done = MigrationRecorder(connection).applied_migrations().keys()
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    replaced = {one for step in loader.disk_migrations.values() for one in step.replaces}
    gone = sorted(replaced - loader.disk_migrations.keys())
    for _app, group in groupby(gone, itemgetter(0)):
        steps = list(group)
        missing = [f"{app}.{name}" for app, name in steps if (app, name) not in done]
        if missing and steps[0] in done:
            message = (
                f"This database is older than {missing[0]}, and the steps from there to here are not kept any more. "
                f"In a demo, remove {settings.DATA_DIR} and start again; docs/decisions/41-*.md says what else helps."
            )
            raise CommandError(message)


class Command(migrate.Command):
    """python -m hub migrate"""

    def handle(self, *args: Any, **options: Any) -> None:
        """Looks back first."""
        check_past()
        super().handle(*args, **options)
