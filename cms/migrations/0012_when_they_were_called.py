"""When the team last called, so that a day to call again counts from then; of who waits for one, from the last call."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def fill(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Of those whose call is put off, when it was."""
    calls = apps.get_model("cms", "Contact").objects.filter(application=models.OuterRef("pk")).order_by("-at", "-pk")
    waiting = apps.get_model("cms", "Application").objects.filter(call_on__isnull=False)
    waiting.update(called_at=models.Subquery(calls.values("at")[:1]))


class Migration(migrations.Migration):
    """One instant beside the day."""

    dependencies = [("cms", "0011_what_moves_ended")]
    operations = [
        migrations.AddField(
            model_name="application",
            name="called_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
