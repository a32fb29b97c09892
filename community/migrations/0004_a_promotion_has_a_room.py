"""From now on no promotion is without a room."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One constraint."""

    dependencies = [("community", "0003_a_room_for_each_promotion")]
    operations = [
        migrations.AlterField(
            model_name="promotion",
            name="room",
            field=models.OneToOneField(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="promotion",
                to="community.room",
            ),
        ),
    ]
