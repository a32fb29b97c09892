"""The waiting list of an event may be fair, not only first come, first served."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One choice per event."""

    dependencies = [
        ("events", "0014_consents"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="turns",
            field=models.CharField(
                choices=[
                    ("first", "as they were asked for"),
                    ("fair", "fair turns"),
                ],
                default="first",
                max_length=5,
            ),
        ),
    ]
