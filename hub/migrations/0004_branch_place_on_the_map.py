"""Where a branch lies, so that the nearest session can be offered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns that may stay empty."""

    dependencies = [("hub", "0003_live_log")]

    operations = [
        migrations.AddField("branch", "latitude", models.FloatField(blank=True, null=True)),
        migrations.AddField("branch", "longitude", models.FloatField(blank=True, null=True)),
    ]
