"""A light event and the message that proposes it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table that joins the two."""

    dependencies = [
        ("community", "0021_guard_counts"),
        ("events", "0009_series_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="outing", to="events.event"
                    ),
                ),
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="outing", to="community.post"
                    ),
                ),
            ],
        ),
    ]
