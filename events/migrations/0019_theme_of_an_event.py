"""What an event is about."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One field."""

    dependencies = [("events", "0018_albums")]

    operations = [
        migrations.AddField(
            model_name="event",
            name="theme",
            field=models.CharField(
                blank=True,
                choices=[
                    ("bond", "The duo, from the first meeting on"),
                    ("job", "Finding a job"),
                    ("rights", "Rights and papers"),
                    ("training", "The training"),
                    ("tools", "Tools of the association"),
                ],
                max_length=10,
            ),
        ),
    ]
