"""The columns of folded words: each has its index on Postgres."""

import pytest
from django.apps import apps
from django.db import connection

from hub.search.field import WordsField

KEPT = {
    model._meta.db_table: field.column
    for model in apps.get_models()
    for field in model._meta.local_fields
    if isinstance(field, WordsField)
}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite reads the column")
def test_every_column_of_words_has_its_index(db):
    with connection.cursor() as cursor:
        found = {table: connection.introspection.get_constraints(cursor, table) for table in KEPT}

    indexed = {
        table: [one["columns"] for one in indexes.values() if one.get("type") == "gin"]
        for table, indexes in found.items()
    }
    assert indexed == {table: [[column]] for table, column in KEPT.items()}
    assert len(KEPT) == 4


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite reads the column")
@pytest.mark.parametrize("table", sorted(KEPT))
def test_a_word_is_looked_up_in_it(db, table):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN SELECT 1 FROM {table} WHERE {KEPT[table]} @@ %s::tsquery", ["'reun':*"])  # noqa: S608  # our own names
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert f"{table}_words" in plan
