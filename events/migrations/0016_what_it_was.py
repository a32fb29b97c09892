"""What an event was before it was moved, so that its page can show both."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One field."""

    dependencies = [("events", "0015_turns")]

    operations = [
        migrations.AddField(
            model_name="event",
            name="before",
            field=models.JSONField(default=dict, editable=False),
        ),
    ]
