"""An event may have a room."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies = [("community", "0029_a_room_has_a_branch"), ("events", "0019_theme_of_an_event")]
    operations = [
        migrations.AddField(
            model_name="event",
            name="room",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="event",
                to="community.room",
            ),
        ),
    ]
