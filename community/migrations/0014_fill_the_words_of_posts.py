"""Fills in the words of what was written before, and makes Postgres' index of them, without stopping those who write."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from hub.search.field import words_index
from hub.search.fold import fold

BATCH = 500
MAKE, DROP = words_index("community_post")


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """By batches of their own, and only where words are missing: it can be run again."""
    rows = apps.get_model("community", "Post").objects
    last = 0
    while batch := list(rows.filter(pk__gt=last, words="").exclude(body="").order_by("pk")[:BATCH]):
        for post in batch:
            rows.filter(pk=post.pk, body=post.body).update(words=fold(post.body))
        last = batch[-1].pk


def make_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """On Postgres alone; SQLite reads the column."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(MAKE)


def drop_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The way back."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    """Data and an index."""

    atomic = False
    dependencies = [("community", "0013_words_of_posts")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(make_index, drop_index),
    ]
