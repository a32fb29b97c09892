"""The word that is said to those who take part from home."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0011_guests")]

    operations = [
        migrations.CreateModel(
            name="SpokenWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=30)),
                ("until", models.DateTimeField()),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="spoken_word", to="events.event"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["until"], name="spoken_word_until")]},
        ),
    ]
