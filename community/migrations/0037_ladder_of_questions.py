"""After how many working hours who is asked about a question nobody answers, and which steps were taken."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0036_calls_put_off"),
        ("hub", "0003_journal_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Ladder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("active", models.BooleanField(default=True)),
                ("first", models.PositiveSmallIntegerField(default=24)),
                ("second", models.PositiveSmallIntegerField(default=48)),
                ("third", models.PositiveSmallIntegerField(default=72)),
                (
                    "branch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ladder", to="hub.branch"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first__gte", 1),
                            ("second__gt", models.F("first")),
                            ("third__gt", models.F("second")),
                            ("third__lte", 240),
                        ),
                        name="ladder_rises",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rung",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "members who can help"), (2, "the référent"), (3, "the branch’s coordinator")]
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "question",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rungs",
                        to="community.question",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("question", "step"), name="rung_once")],
            },
        ),
        migrations.CreateModel(
            name="Told",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "rung",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="told",
                        to="community.rung",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("rung", "person"), name="told_once")],
            },
        ),
    ]
