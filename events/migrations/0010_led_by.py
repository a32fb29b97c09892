"""Who leads an event."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One field."""

    dependencies = [("events", "0009_dates_for_duos")]
    operations = [
        migrations.AddField(model_name="event", name="led_by", field=models.CharField(blank=True, max_length=160)),
    ]
