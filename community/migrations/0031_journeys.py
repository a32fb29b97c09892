"""Where mentors stand after their training, and every move with who, when and why."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two tables."""

    dependencies = [
        ("community", "0005_reports_and_the_guard"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Journey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("training", "in training"),
                            ("trained", "trained, without a duo"),
                            ("duo", "in a duo"),
                            ("pause", "taking a break"),
                            ("alumni", "accompanies nobody any more"),
                            ("left", "has left"),
                        ],
                        max_length=10,
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="journey", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="JourneyMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("training", "in training"),
                            ("trained", "trained, without a duo"),
                            ("duo", "in a duo"),
                            ("pause", "taking a break"),
                            ("alumni", "accompanies nobody any more"),
                            ("left", "has left"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("training", "in training"),
                            ("trained", "trained, without a duo"),
                            ("duo", "in a duo"),
                            ("pause", "taking a break"),
                            ("alumni", "accompanies nobody any more"),
                            ("left", "has left"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("why", models.CharField(max_length=300)),
                ("was_since", models.DateTimeField(null=True)),
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
                    "journey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="moves", to="community.journey"
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="undone_by",
                        to="community.journeymove",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="journey",
            index=models.Index(fields=["stage", "since"], name="journey_by_stage"),
        ),
        migrations.AddIndex(
            model_name="journeymove",
            index=models.Index(fields=["journey", "at"], name="journey_move_of"),
        ),
        migrations.AddConstraint(
            model_name="journeymove",
            constraint=models.CheckConstraint(
                condition=models.Q(("why", ""), _negated=True), name="journey_move_says_why"
            ),
        ),
    ]
