"""Whoever comes may bring guests, where the event allows it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A number on each side."""

    dependencies = [
        ("events", "0010_outings"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="guests",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="registration",
            name="guests",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
