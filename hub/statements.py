"""Carries out SQL that is known already: on SQLite by its driver alone, on Postgres as a prepared statement."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX

from hub.libpq import Understood, numbered

SQLITE, POSTGRES = "sqlite", "postgresql"


class Statement:
    """One statement, in Django's way of writing places for values and in that of the database's driver."""

    __slots__ = ("answers", "carry", "numbered", "plain", "sql")

    def __init__(self, sql: str, vendor: str) -> None:
        self.sql = sql
        self.plain = FORMAT_QMARK_REGEX.sub("?", sql).replace("%%", "%")
        self.numbered = numbered(sql)
        self.answers = sql.startswith("SELECT") or " RETURNING " in sql
        self.carry = {SQLITE: self.by_sqlite, POSTGRES: self.by_postgres}.get(vendor, self.by_django)

    def carry_out(self, db: BaseDatabaseWrapper, values: Sequence[Any]) -> tuple[list[Any], int]:
        """What it finds, as the driver gives it, and how many rows it has changed."""
        # Whoever listens to the statements hears of them, and a broken transaction stays broken.
        if db.queries_logged or db.execute_wrappers or db.needs_rollback:
            return self.by_django(db, values)
        return self.carry(db, values)

    def by_django(self, db: BaseDatabaseWrapper, values: Sequence[Any]) -> tuple[list[Any], int]:
        """As Django does."""
        with db.cursor() as cursor:
            cursor.execute(self.sql, values)
            return (cursor.fetchall() if self.answers else []), cursor.rowcount

    def by_sqlite(self, db: BaseDatabaseWrapper, values: Sequence[Any]) -> tuple[list[Any], int]:
        """By the driver, which keeps what it has once understood."""
        db.ensure_connection()
        with db.wrap_database_errors:
            cursor = db.connection.execute(self.plain, values)
            return (cursor.fetchall() if self.answers else []), cursor.rowcount

    def by_postgres(self, db: BaseDatabaseWrapper, values: Sequence[Any]) -> tuple[list[Any], int]:
        """By the library beneath the driver."""
        db.close_if_health_check_failed()
        db.ensure_connection()
        understood = Understood.of(db.Database, db.connection)  # type: ignore[attr-defined]  # psycopg itself
        with db.wrap_database_errors:
            if understood.begin():
                return understood.carry_out(self.numbered, values)
        return self.by_django(db, values)


def adapted(db: BaseDatabaseWrapper, value: Any) -> Any:
    """A value as the database's driver takes it."""
    if type(value) is datetime and value.tzinfo is UTC and db.vendor == SQLITE:
        return str(value)[: -len("+00:00")]
    if isinstance(value, datetime):
        return db.ops.adapt_datetimefield_value(value)
    return db.ops.adapt_datefield_value(value) if isinstance(value, date) else value
