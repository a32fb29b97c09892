"""Queries that Django composes once: afterwards only their values change.

Composing takes Django ten times as long as a database takes to answer a row by its key. What is asked for at every post
is therefore composed when it is first asked for, by the same words as any other query, with blanks for its values.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Field, Model, QuerySet, Value
from django.db.models.query import get_related_populators
from django.db.models.sql import UpdateQuery

M = TypeVar("M", bound=Model)


class Blank(Value):
    """A value that is filled in later; where a model's instance is expected it stands for its key."""

    # As a person who asks: administrators are asked for apart.
    is_superuser = False

    def __init__(self, name: str) -> None:
        super().__init__(None)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """A place in the statement."""
        return "%s", [self]


class Prepared(Generic[M]):
    """One query, composed once for each kind of database; `compose` makes it, and an update says its `changes`."""

    def __init__(self, compose: Callable[[], "QuerySet[M, Any]"], **changes: Any) -> None:
        self.compose, self.changes = compose, changes
        self.made: dict[str, tuple[Any, str, list[Any]]] = {}

    def made_for(self, vendor: str) -> tuple[Any, str, list[Any]]:
        """The compiler, which knows how rows are read, the statement, and its values with blanks."""
        if vendor not in self.made:
            query: Any = self.compose().query
            if self.changes:
                query = query.chain(UpdateQuery)
                query.add_update_values(self.changes)
            compiler = query.get_compiler(connection=connection)
            sql, values = compiler.as_sql()
            self.made[vendor] = (compiler, sql, list(values))
        return self.made[vendor]

    def filled(self, values: list[Any], given: dict[str, Any]) -> list[Any]:
        """The statement's values."""
        return [adapted(given[one.name]) if isinstance(one, Blank) else one for one in values]

    def rows(self, **given: Any) -> Iterator[Any]:
        """What it finds, as lists of values."""
        compiler, sql, values = self.made_for(connection.vendor)
        with connection.cursor() as cursor:
            cursor.execute(sql, self.filled(values, given))
            found = cursor.fetchall()
        return compiler.results_iter([found])

    def all(self, **given: Any) -> list[M]:
        """What it finds, as instances of its model, with what it selects beside them."""
        rows = self.rows(**given)
        compiler = self.made[connection.vendor][0]
        at = compiler.klass_info["select_fields"]
        names = [column[0].target.attname for column in compiler.select[at[0] : at[-1] + 1]]
        populators = get_related_populators(compiler.klass_info, compiler.select, connection.alias)  # type: ignore[call-arg]
        found = []
        for row in rows:
            one = compiler.query.model.from_db(connection.alias, names, row[at[0] : at[-1] + 1])
            for populator in populators:
                populator.populate(row, one)
            for name, place in compiler.annotation_col_map.items():
                setattr(one, name, row[place])
            found.append(one)
        return found

    def first(self, **given: Any) -> M | None:
        """The first instance that it finds."""
        return next(iter(self.all(**given)), None)

    def run(self, **given: Any) -> None:
        """Carries out an update."""
        _compiler, sql, values = self.made_for(connection.vendor)
        with connection.cursor() as cursor:
            cursor.execute(sql, self.filled(values, given))


def adapted(value: Any) -> Any:
    """A value as the database's driver takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


inserts: dict[tuple[str, type[Model]], tuple[str, list[Field[Any, Any]]]] = {}


def insert(instance: M) -> M:
    """Writes a new instance, as `create` does, and gives it its key."""
    model = type(instance)
    known = (connection.vendor, model)
    if known not in inserts:
        fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
        quote = connection.ops.quote_name
        columns = ", ".join(quote(str(field.column)) for field in fields)
        places = ", ".join(["%s"] * len(fields))
        table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
        statement = f"INSERT INTO {table} ({columns}) VALUES ({places}) RETURNING {key}"  # noqa: S608  # names of a model
        inserts[known] = (statement, fields)
    sql, fields = inserts[known]
    values = [field.get_db_prep_save(field.pre_save(instance, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        instance.pk = cursor.fetchone()[0]
    instance._state.adding, instance._state.db = False, connection.alias
    return instance
