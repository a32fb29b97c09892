"""Copies of rooms that people ask for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies = [
        ("community", "0014_fill_the_words_of_posts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Export",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(editable=False)),
                ("ready_at", models.DateTimeField(editable=False, null=True)),
                ("fetched_at", models.DateTimeField(editable=False, null=True)),
                ("file", models.CharField(blank=True, editable=False, max_length=120)),
                ("size", models.BigIntegerField(default=0, editable=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="community.room"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ready_at__isnull", True)),
                        fields=("room", "person"),
                        name="export_waiting_once",
                    )
                ],
            },
        ),
    ]
