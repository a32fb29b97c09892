"""The copy of a Postgres database by pg_dump, and the way back in one transaction."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from hub.backup.archive import Digested

KIND = "postgresql"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
# Waits for whoever writes just now, and for nobody who stays.
EMPTY = "SET lock_timeout = '30s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public;"


def find(tool: str) -> str:
    """The path of pg_dump and its kind; raises CommandError in words when it is absent."""
    path = shutil.which(tool)
    if path is None:
        message = f"{tool} is not installed here. On Debian: apt-get install postgresql-client"
        raise CommandError(message)
    return path


def find_fitting(tool: str) -> str:
    """The same, if it is not older than the server, which it would refuse to read."""
    path = find(tool)
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603  # a tool of Postgres
    found = re.search(r"(\d+)[.\d]*", said)
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        server = int(cursor.fetchone()[0]) // 10000
    if found is None or int(found[1]) < server:
        message = (
            f"{tool} is too old ({said.strip()}) for this server (Postgres {server}). "
            f"On Debian: apt-get install postgresql-client-{server}"
        )
        raise CommandError(message)
    return path


def command(tool: str, *options: str) -> tuple[list[str], dict[str, str]]:
    """The command line, and the environment, which alone holds the password."""
    words, env = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, list(options))
    return [find_fitting(tool), *words[1:]], {**os.environ, **(env or {})}


@contextmanager
def running(words: list[str], env: dict[str, str]) -> Iterator[IO[bytes]]:
    """What a tool writes; raises CommandError with its first words when it fails."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(words, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said)  # noqa: S603  # a tool of Postgres
        with process:
            yield cast("IO[bytes]", process.stdout)
        said.seek(0)
        if process.returncode:
            raise failed(words[0], said.read())


def failed(path: str, said: bytes) -> CommandError:
    """What it said first."""
    lines = said.decode(errors="replace").split("\n")
    return CommandError(f"{Path(path).name} failed: {next((line for line in lines if line.strip()), 'without a word')}")


def dump(sink: Digested) -> dict[str, int]:
    """Writes pg_dump's own format; answers the rows by table, counted in the very same snapshot."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        words, env = command("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}")
        with running(words, env) as source:
            sink.take(source)
        return count_rows(cursor)


def count_rows(cursor: Any) -> dict[str, int]:
    """By table."""
    cursor.execute(TABLES)
    names = [name for (name,) in cursor.fetchall()]
    rows = {}
    for name in names:
        cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608  # names from the database itself
        rows[name] = cursor.fetchone()[0]
    return rows


def load(path: Path) -> None:
    """Puts what this dump holds in place of all that the database holds: everything, or where it fails nothing."""
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=path.parent) as folder:
        script = Path(folder) / "script.sql"
        plain = [find_fitting("pg_restore"), "--no-owner", "--no-privileges", f"--file={script}", str(path)]
        run(plain, dict(os.environ))
        once = ["--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--single-transaction"]
        run(*command("psql", *once, f"--command={EMPTY}", f"--file={script}"))


def run(words: list[str], env: dict[str, str]) -> None:
    """Raises CommandError with the first words of a tool that fails."""
    done = subprocess.run(words, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603  # a tool of Postgres
    if done.returncode:
        raise failed(words[0], done.stderr)


def look() -> dict[str, int]:
    """The rows by table as they are now; empty where there is none yet."""
    with connection.cursor() as cursor:
        return count_rows(cursor)
