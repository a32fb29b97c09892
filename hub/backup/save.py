"""One archive of everything that the site cannot do without."""

import os
import tempfile
import zipfile
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from hub.backup import postgres, sqlite, uploads
from hub.backup.archive import DATABASE, Manifest, Writer
from hub.models import Person


def database() -> ModuleType:
    """The module for the database that is set."""
    return postgres if connection.vendor == postgres.KIND else sqlite


def migrations() -> list[str]:
    """Those that the database has been through, as app.name."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def save(path: Path) -> Manifest:
    """Writes the archive under another name, then gives it its own; raises CommandError in words."""
    if path.exists():
        message = f"{path} exists already. Give the new archive another name."
        raise CommandError(message)
    if Person._meta.db_table not in database().look():
        message = "The database is empty: there is nothing to save yet."
        raise CommandError(message)
    try:
        return write_beside(path)
    except OSError as error:
        message = f"{path} cannot be written ({error.strerror or error})."
        raise CommandError(message) from error


def write_beside(path: Path) -> Manifest:
    """A file that only its owner may read, and that is whole on the disk before it has its name."""
    handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w") as whole:
                writer = Writer(whole)
                manifest = fill(writer)
                writer.finish(manifest)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).rename(path)
    finally:
        Path(draft).unlink(missing_ok=True)
    return manifest


def fill(writer: Writer) -> Manifest:
    """The database first: an upload that it names is there by then."""
    known = migrations()
    with writer.adding(DATABASE) as sink:
        rows = database().dump(sink)
    uploads.pack(writer)
    return Manifest(
        version=version("le-banc"),
        made_at=timezone.now().isoformat(timespec="seconds"),
        database=database().KIND,
        media=uploads.kind(),
        migrations=known,
        rows=rows,
    )
