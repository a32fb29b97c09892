"""The way back: an archive in place of what is there, after everything has been checked."""

import shutil
import tempfile
import zipfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db.migrations.loader import MigrationLoader

from hub.backup import uploads
from hub.backup.archive import DATABASE, Manifest, opened
from hub.backup.save import database
from hub.models import Person
from hub.past import first_missing


def bring_back(path: Path, *, replace: bool) -> Manifest:
    """Puts back what the archive holds; raises CommandError in words, before anything is touched wherever it can."""
    with opened(path) as (file, manifest):
        check_origin(path, manifest)
        uploads.check(manifest)
        if not replace:
            check_room()
        try:
            put_back(file, manifest)
        except OSError as error:
            message = f"The archive cannot be put back ({error.strerror or error}). Run it again with --replace."
            raise CommandError(message) from error
    return manifest


def check_origin(path: Path, manifest: Manifest) -> None:
    """Raises CommandError for another kind of database, one that later code has changed, and one that cannot go on."""
    if manifest.database != database().KIND:
        message = f"DATABASE_URL: {path} was made from {manifest.database}, and this database is {database().KIND}."
        raise CommandError(message)
    steps = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    joined = {one for step in steps.values() for one in step.replaces}
    ours = {f"{app}.{name}" for app, name in steps.keys() | joined}
    later = [name for name in manifest.migrations if name not in ours]
    if later:
        message = f"{path} was made by a later version ({manifest.version}, with {later[0]}). Nothing was changed."
        raise CommandError(message)
    missing = first_missing({(app, step) for app, _dot, step in (name.partition(".") for name in manifest.migrations)})
    if missing:
        message = (
            f"{path} is older than {missing}, and the steps from there to here are not kept any more. "
            f"Nothing was changed; docs/decisions/41-*.md says what helps."
        )
        raise CommandError(message)


def check_room() -> None:
    """Raises CommandError where anybody's data would be replaced; fresh tables without people are nobody's."""
    rows = database().look()
    lived_in = bool(rows) and rows.get(Person._meta.db_table) != 0
    if lived_in or next(uploads.names(), None) is not None:
        message = (
            "There is something here already. Stop the servers and the worker, then add --replace to replace it all."
        )
        raise CommandError(message)


def put_back(file: zipfile.ZipFile, manifest: Manifest) -> None:
    """The uploads are laid out first and swapped last, so that a full disk or a failing database changes nothing."""
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.DATA_DIR) as name:
        folder = Path(name)
        uploads.unpack(file, manifest, folder)
        copy = folder / DATABASE
        with file.open(DATABASE) as source, copy.open("wb") as sink:
            shutil.copyfileobj(source, sink)
        database().load(copy)
        uploads.swap(folder, manifest)
    if database().look() != manifest.rows:
        message = "What was put back is not what the archive counts. Are the servers and the worker stopped?"
        raise CommandError(message)
