"""Branches say how many young people wait, and how many mentors are free."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0018_consent_of_pictures"),
        ("hub", "0005_fewer_indexes_on_the_log"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Need",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=2)),
                ("waiting", models.PositiveSmallIntegerField()),
                ("available", models.PositiveSmallIntegerField()),
                ("counted_on", models.DateField()),
                ("source", models.CharField(max_length=120)),
                ("typed_at", models.DateTimeField()),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="needs", to="hub.branch"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("branch", "language"), name="need_once_per_language"),
                    models.CheckConstraint(condition=models.Q(("source", ""), _negated=True), name="need_has_source"),
                ],
            },
        ),
    ]
