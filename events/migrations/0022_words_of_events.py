"""The words by which events are found, filled in for those there are."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from hub.search.field import WordsField
from hub.search.fold import fold


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One by one, and only where they are missing: it can be run again."""
    rows = apps.get_model("events", "Event").objects.filter(words="")
    for event in rows.only("title", "description", "place").order_by("pk").iterator(500):
        rows.filter(pk=event.pk).update(words=fold(f"{event.title} {event.description} {event.place}"))


class Migration(migrations.Migration):
    """One column."""

    dependencies = [("events", "0021_a_deadline_of_its_own")]

    operations = [
        migrations.AddField(model_name="event", name="words", field=WordsField()),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
