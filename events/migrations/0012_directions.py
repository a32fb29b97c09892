"""How one gets to a place that is not the branch's own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One field."""

    dependencies = [("events", "0011_open_to_more")]
    operations = [
        migrations.AddField(model_name="event", name="directions", field=models.CharField(blank=True, max_length=400)),
    ]
