"""When an event was last moved."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One field."""

    dependencies = [("events", "0012_directions")]
    operations = [
        migrations.AddField(model_name="event", name="moved_at", field=models.DateTimeField(editable=False, null=True)),
    ]
