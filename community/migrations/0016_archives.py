"""Conversations of before, taken over from elsewhere."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from hub.search.field import WordsField, words_index

MAKE, DROP = words_index("community_archivedmessage", alone=True)


def make_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """On Postgres alone; SQLite reads the column."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(MAKE)


class Migration(migrations.Migration):
    """Three tables, and an index of their words."""

    dependencies = [
        ("community", "0015_copies_of_rooms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Archive",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uploaded_at", models.DateTimeField(editable=False)),
                ("imported_at", models.DateTimeField(editable=False, null=True)),
                ("told_on", models.DateField(null=True)),
                ("told_how", models.CharField(blank=True, max_length=500)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="archives", to="community.room"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ArchivedAuthor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=80)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                (
                    "archive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="authors", to="community.archive"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="archived_as",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ArchivedMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("body", models.TextField(blank=True)),
                ("words", WordsField(blank=True, db_default="", default="", editable=False)),
                (
                    "media",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("photo", "a photo"),
                            ("video", "a video"),
                            ("audio", "a voice message"),
                            ("sticker", "a sticker"),
                            ("contact", "a contact card"),
                            ("file", "a file"),
                        ],
                        max_length=8,
                    ),
                ),
                ("edited", models.BooleanField(default=False)),
                ("deleted", models.BooleanField(default=False)),
                ("withdrawn", models.BooleanField(default=False)),
                ("mark", models.CharField(editable=False, max_length=64)),
                (
                    "archive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="community.archive"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="community.archivedauthor",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["archive", "at"], name="archived_in_order")],
                "constraints": [
                    models.UniqueConstraint(fields=("archive", "mark"), name="archived_message_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn", False), models.Q(("body", ""), ("media", "")), _connector="OR"
                        ),
                        name="archived_withdrawn_is_empty",
                    ),
                ],
            },
        ),
        migrations.RunPython(make_index, migrations.RunPython.noop),
    ]
