"""What every write keeps up to date: no index that a constraint has already, none on times of tries."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Fewer indexes, the same answers."""

    dependencies = [
        ("hub", "0004_branch_place_on_the_map"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="attempt",
            name="attempt_since",
        ),
        migrations.AlterField(
            model_name="command",
            name="scope",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="logevent",
            name="topic",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="events", to="hub.topic"
            ),
        ),
    ]
