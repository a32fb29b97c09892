"""What a message may carry: an announcement, a question, a poll, somebody's name."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hub.at_once import Tables

MODELS = [
    migrations.CreateModel(
        name="Announcement",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "post",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE, related_name="announcement", to="community.post"
                ),
            ),
            ("asks", models.BooleanField(default=False)),
            ("reminded_at", models.DateTimeField(null=True)),
        ],
    ),
    migrations.CreateModel(
        name="Acknowledgement",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "announcement",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="acknowledgements",
                    to="community.announcement",
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            ("at", models.DateTimeField()),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("announcement", "person"), name="acknowledged_once")],
        },
    ),
    migrations.CreateModel(
        name="Mention",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "post",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="community.post"
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("post", "person"), name="mention_once")],
        },
    ),
    migrations.CreateModel(
        name="Question",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "post",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE, related_name="question", to="community.post"
                ),
            ),
            (
                "answer",
                models.ForeignKey(
                    null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="answers", to="community.post"
                ),
            ),
            (
                "accepted_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("accepted_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("answer", None), models.Q(("answer", models.F("post")), _negated=True), _connector="OR"
                    ),
                    name="question_not_its_own_answer",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Poll",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "post",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE, related_name="poll", to="community.post"
                ),
            ),
            ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ("title", models.CharField(blank=True, max_length=120)),
            ("zone", models.CharField(max_length=40)),
            ("closes_at", models.DateTimeField(null=True)),
            ("closed_at", models.DateTimeField(null=True)),
            (
                "closed_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
    ),
    migrations.CreateModel(
        name="PollOption",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "poll",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="options", to="community.poll"
                ),
            ),
            ("wall_start", models.CharField(max_length=16)),
            ("starts_at", models.DateTimeField()),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("poll", "wall_start"), name="poll_option_once")],
        },
    ),
    migrations.CreateModel(
        name="Vote",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "option",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="votes", to="community.polloption"
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            ("at", models.DateTimeField()),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("option", "person"), name="vote_once")],
        },
    ),
]


class Migration(migrations.Migration):
    """As the models have it."""

    initial = True
    replaces = [
        ("community", "0005_trained_at"),
    ]

    dependencies = [
        ("community", "0003_files_and_archives"),
        ("hub", "0002_branches_notices_log"),
    ]

    operations = [
        Tables(MODELS),
        migrations.AddField(
            model_name="poll",
            name="chosen",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="community.polloption"
            ),
        ),
    ]
