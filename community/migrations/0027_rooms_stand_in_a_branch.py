"""Rooms may say which branch looks after them, and reports which room they are about."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Filled by the next one."""

    dependencies = [
        ("community", "0026_what_members_look_for"),
        ("hub", "0005_fewer_indexes_on_the_log"),
    ]

    operations = [
        migrations.AddField(
            model_name="room",
            name="branch",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rooms",
                to="hub.branch",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="room",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="community.room"
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="promotion",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="community.promotion"
            ),
        ),
    ]
