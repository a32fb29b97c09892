"""The words by which members find sheets of the library, filled in for those there are, and Postgres' index of them."""

from html import unescape
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.html import strip_tags

from hub.search.field import WordsField, index_words
from hub.search.fold import fold


def texts(value: Any) -> list[str]:
    """Every text of a stored body: a block is its value, whatever it is called."""
    if isinstance(value, dict):
        return texts(value["value"] if {"type", "value"} <= value.keys() else list(value.values()))
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return [unescape(strip_tags(value.replace("<", " <")))] if isinstance(value, str) else []


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One by one, and only where they are missing: it can be run again."""
    rows = apps.get_model("cms", "ResourcePage").objects.filter(words="")
    for page in rows.order_by("pk").iterator(100):
        said = " ".join([page.title, page.summary, *texts(page.body)])
        rows.filter(pk=page.pk).update(words=fold(said))


class Migration(migrations.Migration):
    """One column and its index."""

    atomic = False
    dependencies = [("cms", "0020_no_aliases_for_translations")]

    operations = [
        migrations.AddField(model_name="resourcepage", name="words", field=WordsField(serialize=False)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        index_words("cms_resourcepage"),
    ]
