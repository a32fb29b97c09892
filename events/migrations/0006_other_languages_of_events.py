"""The other languages that are spoken at an event."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0005_photo_marks")]

    operations = [
        migrations.AddField(
            model_name="event",
            name="also_in",
            field=models.CharField(blank=True, default="", max_length=5),
            preserve_default=False,
        )
    ]
