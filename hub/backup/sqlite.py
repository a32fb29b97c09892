"""The copy of a SQLite database, consistent while others write, and the way back."""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection

from hub.backup.archive import Digested

KIND = "sqlite"
PATIENCE = 30.0
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


def here() -> Path:
    """The file of the database."""
    return Path(connection.settings_dict["NAME"])


def count_rows(link: sqlite3.Connection) -> dict[str, int]:
    """By table."""
    names = [name for (name,) in link.execute(TABLES)]
    return {name: link.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608  # names from the database itself


def deadline() -> Callable[[int, int, int], None]:
    """Ends a copy that waits for others for too long; raises TimeoutError."""
    until = time.monotonic() + PATIENCE

    def look(status: int, remaining: int, total: int) -> None:
        if status != sqlite3.SQLITE_DONE and time.monotonic() > until:
            raise TimeoutError

    return look


def copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """All pages in one step, which is one transaction on either side; raises CommandError when it cannot be had."""
    try:
        source.backup(target, progress=deadline())
    except (sqlite3.Error, TimeoutError) as error:
        why = str(error) or "another program holds it; stop the servers and the worker"
        message = f"The database cannot be copied ({why})."
        raise CommandError(message) from error


def dump(sink: Digested) -> dict[str, int]:
    """Writes the database as one file; answers its rows by table."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=here().parent) as folder:
        path = Path(folder) / "copy.sqlite3"
        with closing(sqlite3.connect(here())) as source, closing(sqlite3.connect(path)) as target:
            copy(source, target)
            target.execute("PRAGMA journal_mode=DELETE")
            rows = count_rows(target)
        with path.open("rb") as file:
            sink.take(file)
    return rows


def load(path: Path) -> None:
    """Puts the contents of this file in place of the database's, through SQLite's own locks."""
    connection.close()
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(here(), timeout=PATIENCE)) as target:
        copy(source, target)


def look() -> dict[str, int]:
    """The rows by table as they are now; empty where there is no database yet."""
    with closing(sqlite3.connect(here())) as link:
        return count_rows(link)
