"""Sets the stage: makes what many tests need once in a process, keeps its rows, and lays them down again for each test."""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import time_machine
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management.color import no_style
from django.core.management.sql import sql_flush
from django.db import connection, models, transaction
from wagtail.models import Collection, Locale, Page, PageLogEntry, ReferenceIndex, Revision, Site

from cms.models import CallIndexPage, CallPage, HomePage, Organisation
from tests.cast import NOW, Cast, add_pages, assemble

# SQLite fills it whenever a row of what search keeps is written.
FILLED_BY_TRIGGERS = "SQLiteFTSIndexEntry"
Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


@dataclass(frozen=True)
class Scene:
    """What was made, pickled; the tables that are cleared first, and what each then holds: (columns, rows)."""

    made: bytes
    cleared: list[str]
    tables: Rows


# All that pages are made of, but for what is still to be done about them.
OF_PAGES = (
    *(Locale, Collection, Page, Site, Revision, PageLogEntry, ReferenceIndex),
    *(HomePage, CallIndexPage, CallPage, Organisation),
)
kept: dict[str, Scene] = {}
standing: Rows = {}
pages: Rows = {}


def bring_on() -> Cast:
    """The cast, with all its rows in the database, as if it had just been assembled at `NOW`."""

    def make() -> Cast:
        with time_machine.travel(NOW, tick=False):
            return assemble()

    cast: Cast = recall("cast", make)
    return cast


def assemble_anew() -> Cast:
    """The cast under keys that nobody has met, in a database without transactions around a test; their pages, two thirds of
    what it takes and under the same keys each time, are laid down where such a test has left it empty.
    """
    return assemble(bring_pages)


def bring_pages(cast: Cast) -> None:
    """The pages of the cast, made anew unless they have been before; they lead to this cast's call."""
    empty = not Page.objects.exists()
    if not empty or not pages:
        add_pages(cast)
        pages.update(read_tables(*OF_PAGES) if empty else {})
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for table, held in pages.items():
            insert(cursor, table, *held)
        count_on(cursor, *OF_PAGES)
        CallPage.objects.update(call=cast.call)
        ReferenceIndex.objects.filter(model_path="call").update(to_object_id=cast.call.pk)
        for revision in Revision.objects.order_by("pk"):
            revision.content["call"] = cast.call.pk
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    cache.clear()


def recall(name: str, make: Callable[[], Any]) -> Any:
    """What `make` answers, with all rows in the database as it leaves them; it is called once in a process."""
    if name in kept:
        lay_down(kept[name])
    else:
        kept[name] = take_up(make)
    return pickle.loads(kept[name].made)  # noqa: S301  # our own, of this very process


def take_up(make: Callable[[], Any]) -> Scene:
    """Makes it, and notes every row there is then."""
    before = read_tables()
    made = pickle.dumps(make())
    return Scene(made, [table for table, (_columns, rows) in before.items() if rows], read_tables())


def read_tables(*only: type[models.Model]) -> Rows:
    """Every table of every model, or of these, as the database's driver hands it over."""
    found = {}
    with connection.cursor() as cursor:
        for model in only or apps.get_models(include_auto_created=True):
            fields = [
                field for field in model._meta.local_concrete_fields if not isinstance(field, models.GeneratedField)
            ]
            if not model._meta.managed or model._meta.proxy or model.__name__ == FILLED_BY_TRIGGERS:
                continue
            columns = [connection.ops.quote_name(field.column) for field in fields]
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608  # names of our own models
            found[table] = (columns, cursor.fetchall())
    return found


def lay_down(scene: Scene) -> None:
    """Puts the rows back, keys and all, in one transaction: whether keys lead anywhere is looked at when it ends."""
    there = read_tables(ContentType, Permission)  # three rows in four, and nearly always as they should be
    with transaction.atomic(), connection.cursor() as cursor:
        for table in scene.cleared:
            if there.get(table) != scene.tables[table]:
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608  # the same
        for table, held in scene.tables.items():
            if there.get(table) != held:
                insert(cursor, table, *held)
        count_on(cursor)
    ContentType.objects.clear_cache()
    cache.clear()


def insert(cursor: Any, table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    """These rows, keys and all."""
    if rows:
        names, places = ", ".join(columns), ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608  # the same


def note_what_stands() -> None:
    """Remembers the kinds and permissions that migrations made, for `sweep`."""
    standing.update(read_tables(ContentType, Permission))


def sweep(_case: Any) -> None:
    """Empties the tables after a test with real transactions; kinds and permissions stay what they were.

    In the place of Django's own, which has every app make its kinds and permissions anew: most of what such a test took.
    """
    connection.ops.execute_sql_flush(sql_flush(no_style(), connection, allow_cascade=False))
    with transaction.atomic(), connection.cursor() as cursor:
        for table, held in standing.items():
            insert(cursor, table, *held)
    ContentType.objects.clear_cache()


def count_on(cursor: Any, *only: type[models.Model]) -> None:
    """Keys given from now on follow those laid down, also in tables that a test of migrations has made anew."""
    told = connection.ops.sequence_reset_sql(no_style(), only or apps.get_models(include_auto_created=True))
    if told:  # SQLite counts on by itself
        cursor.execute("\n".join(told))
