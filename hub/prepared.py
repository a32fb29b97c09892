"""Queries that Django composes once: afterwards only their values change.

Composing takes Django ten times as long as a database takes to answer a row by its key. What is asked for at every post
is therefore composed when it is first asked for, by the same words as any other query, with blanks for its values.
"""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet, Value
from django.db.models.query import get_related_populators
from django.db.models.sql import UpdateQuery

from hub.instances import begins_plainly, shorten, stored
from hub.statements import Statement, adapted

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


class Literal(Value):
    """A text that stands in the statement itself: SQLite uses an index with a condition only where it reads that condition.

    For a value beside the statement it would work out anew, at each question, whether the index serves.
    """

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """The text between quotation marks, for letters alone."""
        return f"'{self.value}'", []


class Made:
    """A query composed for one kind of database: its statement, its values with blanks, and how its rows are read."""

    def __init__(self, query: Any, db: BaseDatabaseWrapper) -> None:
        compiler = query.get_compiler(connection=db)
        sql, values = compiler.as_sql()
        self.statement = Statement(sql, db.vendor)
        self.values = list(values)
        self.blanks = [(place, one.name) for place, one in enumerate(self.values) if isinstance(one, Blank)]
        if isinstance(query, UpdateQuery):
            return
        select = compiler.select
        self.converters = list(compiler.get_converters([column[0] for column in select]).items())
        self.model = query.model
        if compiler.klass_info is not None:
            at = compiler.klass_info["select_fields"]
            self.own = slice(at[0], at[-1] + 1)
            self.names = [column[0].target.attname for column in select[self.own]]
            self.is_plain = begins_plainly(self.model)
            self.populators = get_related_populators(compiler.klass_info, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # the stubs are of Django 6, which asks for a fourth
            shorten(self.populators)
            self.beside = list(compiler.annotation_col_map.items())

    def carry_out(self, db: BaseDatabaseWrapper, given: dict[str, Any]) -> tuple[list[Any], int]:
        """What it finds, as the driver gives it, and how many rows it has changed."""
        ready = {name: adapted(db, value) for name, value in given.items()}
        filled = self.values.copy()
        for place, name in self.blanks:
            filled[place] = ready[name]
        return self.statement.carry_out(db, filled)

    def read(self, db: BaseDatabaseWrapper, rows: list[Any]) -> Iterator[list[Any]]:
        """The rows with values as Python has them."""
        for row in map(list, rows):
            for place, (converters, expression) in self.converters:
                value = row[place]
                for converter in converters:
                    value = converter(value, expression, db)
                row[place] = value
            yield row

    def instance(self, row: list[Any]) -> Any:
        """One row as an instance of its model, with what the query selects beside it."""
        own = row[self.own]
        if self.is_plain:
            one = stored(self.model, DEFAULT_DB_ALIAS, self.names, own)
        else:
            one = self.model.from_db(DEFAULT_DB_ALIAS, self.names, own)
        for populator in self.populators:
            populator.populate(row, one)
        for name, place in self.beside:
            setattr(one, name, row[place])
        return one


class Prepared(Generic[M]):
    """One query, composed once for each kind of database; `compose` makes it, and an update says its `changes`."""

    def __init__(self, compose: Callable[[], "QuerySet[M, Any]"], **changes: Any) -> None:
        self.compose, self.changes = compose, changes
        self.made: dict[str, Made] = {}

    def made_for(self, db: BaseDatabaseWrapper) -> Made:
        """How it is asked there; composed when it is first asked for."""
        made = self.made.get(db.vendor)
        if made is None:
            query: Any = self.compose().query
            if self.changes:
                query = query.chain(UpdateQuery)
                query.add_update_values(self.changes)
            made = self.made[db.vendor] = Made(query, db)
        return made

    def rows(self, **given: Any) -> Iterator[Any]:
        """What it finds, as lists of values."""
        db = connections[DEFAULT_DB_ALIAS]
        made = self.made_for(db)
        return made.read(db, made.carry_out(db, given)[0])

    def all(self, **given: Any) -> list[M]:
        """What it finds, as instances of its model, with what it selects beside them."""
        db = connections[DEFAULT_DB_ALIAS]
        made = self.made_for(db)
        return [made.instance(row) for row in made.read(db, made.carry_out(db, given)[0])]

    def first(self, **given: Any) -> M | None:
        """The first instance that it finds."""
        found = self.all(**given)
        return found[0] if found else None

    def run(self, **given: Any) -> int:
        """Carries out an update; answers how many rows it has changed."""
        db = connections[DEFAULT_DB_ALIAS]
        return self.made_for(db).carry_out(db, given)[1]
