"""A branch's newsletter: who has asked for it, and what was sent."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hub.words.localised


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0015_two_people_told_apart"),
        ("hub", "0005_fewer_indexes_on_the_log"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Newsletter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("subject", hub.words.localised.LocalisedField(default=dict)),
                ("words", hub.words.localised.LocalisedField(default=dict)),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "author",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="newsletters", to="hub.branch"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="newsletter_age")],
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email_key", models.CharField(max_length=254)),
                ("consent", models.TextField()),
                ("created_at", models.DateTimeField(editable=False)),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="subscriptions", to="hub.branch"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("branch", "email_key"), name="subscribed_once_per_branch")
                ],
            },
        ),
    ]
