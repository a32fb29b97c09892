"""Rooms, their discussions, and what is said there."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hub.at_once import Tables
from hub.search.field import WordsField, index_words

MODELS = [
    migrations.CreateModel(
        name="Room",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "branch",
                models.ForeignKey(
                    editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="rooms", to="hub.branch"
                ),
            ),
            ("created_at", models.DateTimeField(editable=False)),
            ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
        ],
    ),
    migrations.CreateModel(
        name="Discussion",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "room",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="discussions", to="community.room"
                ),
            ),
            ("title", models.CharField(blank=True, max_length=80)),
            (
                "opened_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("created_at", models.DateTimeField(editable=False)),
            ("last_seq", models.BigIntegerField(default=0, editable=False)),
            ("pinned", models.BooleanField(default=False, editable=False)),
            ("locked_at", models.DateTimeField(editable=False, null=True)),
            (
                "locked_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("title", "")), fields=("room",), name="discussion_one_without_title"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Post",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "room",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="posts",
                    to="community.room",
                ),
            ),
            (
                "discussion",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="posts",
                    to="community.discussion",
                ),
            ),
            ("seq", models.BigIntegerField()),
            (
                "author",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="posts",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "written_by",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("body", models.TextField(blank=True)),
            ("html", models.TextField(blank=True)),
            ("words", WordsField(blank=True, db_default="", default="", editable=False)),
            ("rev", models.PositiveIntegerField(default=1)),
            ("more", models.BooleanField(default=False, editable=False)),
            (
                "quote",
                models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="quoted_in",
                    to="community.post",
                ),
            ),
            ("created_at", models.DateTimeField(editable=False)),
            ("edited_at", models.DateTimeField(editable=False, null=True)),
            ("deleted_at", models.DateTimeField(editable=False, null=True)),
            ("pinned_at", models.DateTimeField(editable=False, null=True)),
            (
                "moved_from",
                models.ForeignKey(
                    db_index=False,
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="community.discussion",
                ),
            ),
            (
                "hidden_for",
                models.CharField(
                    blank=True,
                    choices=[
                        ("private", "it says too much about somebody"),
                        ("hurtful", "it may hurt somebody"),
                        ("advert", "it is advertising"),
                        ("wrong", "what it says is not right"),
                        ("other", "another reason"),
                    ],
                    default="",
                    editable=False,
                    max_length=12,
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(fields=["discussion", "seq"], name="post_discussion_seq"),
                models.Index(condition=models.Q(("pinned_at__isnull", False)), fields=["room"], name="post_pinned"),
                models.Index(
                    condition=models.Q(("moved_from__isnull", False)),
                    fields=["moved_from", "seq"],
                    name="post_moved_from",
                ),
                models.Index(condition=models.Q(("quote__isnull", False)), fields=["quote"], name="post_quote"),
                models.Index(
                    condition=models.Q(("written_by__isnull", False)), fields=["written_by"], name="post_written_by"
                ),
            ],
            "constraints": [
                models.UniqueConstraint(fields=("room", "seq"), name="post_seq_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        ("deleted_at__isnull", True), models.Q(("body", ""), ("html", "")), _connector="OR"
                    ),
                    name="post_deleted_is_empty",
                ),
                models.CheckConstraint(
                    condition=models.Q(("hidden_for", ""), models.Q(("body", ""), ("html", "")), _connector="OR"),
                    name="post_hidden_is_empty",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Reaction",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "post",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="reactions", to="community.post"
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("thanks", "Thank you"),
                        ("bravo", "Well done"),
                        ("agree", "I agree"),
                        ("courage", "Take heart"),
                    ],
                    max_length=8,
                ),
            ),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("post", "person", "kind"), name="reaction_once")],
        },
    ),
    migrations.CreateModel(
        name="Read",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "discussion",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to="community.discussion"
                ),
            ),
            ("seq", models.BigIntegerField()),
            ("at", models.DateTimeField(editable=False, null=True)),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("person", "discussion"), name="read_once")],
        },
    ),
]


class Migration(migrations.Migration):
    """As the models have it."""

    initial = True
    replaces = [
        ("community", "0002_rooms"),
    ]

    dependencies = [
        ("hub", "0002_branches_notices_log"),
    ]

    operations = [
        Tables(MODELS),
        index_words("community_post", alone=True),
    ]
