"""Where on a photo somebody asks to be blurred."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0004_chosen_calendars")]

    operations = [
        migrations.AddField(
            model_name="eventphoto",
            name="marks",
            field=models.JSONField(default=list, editable=False),
        )
    ]
