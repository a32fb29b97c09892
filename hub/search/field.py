"""A column of folded words, and how each database finds one that begins so, or several in a row.

On Postgres it is a tsvector with an index (`index_words`), on SQLite the words themselves, which are read through.
Both see the same words: neither takes the text apart itself, because hub.search.fold has done so. (Postgres' own parser
knows numbers, addresses and signs that our words do not.)
"""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler

Sql = tuple[str, tuple[Any, ...]]
# The database knows the default too: while servers change, the older ones write without this column.
OPTIONS = {"default": "", "db_default": "", "blank": True, "editable": False}
POSTGRES = "postgresql"
# A tsvector counts no further.
LAST_PLACE = 16_383


class Kept(str):
    """A value as Postgres wrote it out: it goes back as it came."""

    __slots__ = ()


class WordsField(models.TextField[str, str]):
    """What fold() makes of a text, kept beside it by whatever writes the text. To be searched, not to be read."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**OPTIONS, **options})

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """As each database searches best."""
        return "tsvector" if connection.vendor == POSTGRES else super().db_type(connection)

    def from_db_value(self, value: str, expression: Any, connection: BaseDatabaseWrapper) -> str:
        """Marked, where it is not what was written."""
        return Kept(value) if connection.vendor == POSTGRES else value

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002  # Django's
        """On Postgres each word with its places, as a tsvector is written."""
        value = super().get_db_prep_value(value, connection, prepared)
        if connection.vendor != POSTGRES or not isinstance(value, str) or isinstance(value, Kept):
            return value
        words = enumerate(value.split(), start=1)
        return " ".join(f"'{word}':{min(place, LAST_PLACE)}" for place, word in words)

    def get_placeholder(self, value: Any, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> str:
        """A parameter of that type."""
        return "%s::tsvector" if connection.vendor == POSTGRES else "%s"


class InWords(Lookup[str]):
    """What both lookups share; what is asked for has been folded, so it holds letters, digits and spaces alone."""

    prepare_rhs = False

    def query(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, asked: str) -> Sql:
        """Asks Postgres."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} @@ %s::tsquery", (*params, asked)


@WordsField.register_lookup
class Starts(InWords):
    """`words__starts="reun"`: one of the words begins so."""

    lookup_name = "starts"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        """A space stands before each word."""
        column, params = self.process_lhs(compiler, connection)
        return f"instr(' ' || {column}, %s) > 0", (*params, f" {self.rhs}")

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        """By the index."""
        return self.query(compiler, connection, f"'{self.rhs}':*")


@WordsField.register_lookup
class Holds(InWords):
    """`words__holds="premier rendez vous"`: these whole words, in a row."""

    lookup_name = "holds"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        """Spaces on both sides."""
        column, params = self.process_lhs(compiler, connection)
        return f"instr(' ' || {column} || ' ', %s) > 0", (*params, f" {self.rhs} ")

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        """By the index, then by the places of the words."""
        return self.query(compiler, connection, " <-> ".join(f"'{word}'" for word in str(self.rhs).split()))


def index_words(table: str, column: str = "words", *, alone: bool = False) -> migrations.RunPython:
    """The step of a migration that makes Postgres' index, and takes it back: `alone` for a table that nobody writes in yet;
    for one in use the migration is not atomic, so that nobody waits.
    """
    name, how = f"{table}_{column}", "" if alone else "CONCURRENTLY"
    make = f'CREATE INDEX {how} IF NOT EXISTS "{name}" ON "{table}" USING gin ("{column}")'
    drop = f'DROP INDEX {how} IF EXISTS "{name}"'

    def forth(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """On Postgres alone; SQLite reads the column."""
        if schema_editor.connection.vendor == POSTGRES:
            schema_editor.execute(make)

    def back(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """The way back."""
        if schema_editor.connection.vendor == POSTGRES:
            schema_editor.execute(drop)

    return migrations.RunPython(forth, back)
