"""How often the guard has warned, by room and month."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table of numbers."""

    dependencies = [
        ("community", "0020_when_one_has_read"),
    ]

    operations = [
        migrations.CreateModel(
            name="GuardCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("warned", models.PositiveIntegerField(default=0)),
                ("sent_anyway", models.PositiveIntegerField(default=0)),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="community.room"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("room", "month"), name="guard_count_once")],
            },
        ),
    ]
