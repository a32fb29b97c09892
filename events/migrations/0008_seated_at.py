"""When a seat was taken; of those of before, the day of their row is all there is."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def fill(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """A row that holds a seat has held it since it was made, as far as is known."""
    rows = apps.get_model("events", "Registration").objects.filter(state="confirmed")
    rows.update(seated_at=models.F("created_at"))


class Migration(migrations.Migration):
    """One field, filled for the seats that are held."""

    dependencies = [("events", "0007_answers")]
    operations = [
        migrations.AddField(
            model_name="registration",
            name="seated_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
