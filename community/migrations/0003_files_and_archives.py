"""Files, conversations taken over from elsewhere, and messages that were moved."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hub.at_once import Tables
from hub.search.field import WordsField, index_words

MODELS = [
    migrations.CreateModel(
        name="Carried",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "post",
                models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="community.post"),
            ),
            ("unread", models.BooleanField()),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("person", "post"), name="carried_once")],
        },
    ),
    migrations.CreateModel(
        name="Archive",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "room",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="archives", to="community.room"
                ),
            ),
            (
                "by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("uploaded_at", models.DateTimeField(editable=False)),
            ("imported_at", models.DateTimeField(editable=False, null=True)),
            ("told_on", models.DateField(null=True)),
            ("told_how", models.CharField(blank=True, max_length=500)),
            ("box", models.CharField(blank=True, db_default="", default="", editable=False, max_length=120)),
            ("box_size", models.PositiveIntegerField(db_default=0, default=0, editable=False)),
            ("photos_found", models.PositiveIntegerField(db_default=0, default=0, editable=False)),
        ],
    ),
    migrations.CreateModel(
        name="ArchivedAuthor",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "archive",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="authors", to="community.archive"
                ),
            ),
            ("label", models.CharField(max_length=80)),
            (
                "person",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="archived_as",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
        ],
    ),
    migrations.CreateModel(
        name="Upload",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("uid", models.UUIDField(editable=False, unique=True)),
            (
                "room",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="uploads", to="community.room"
                ),
            ),
            (
                "post",
                models.ForeignKey(
                    null=True, on_delete=django.db.models.deletion.PROTECT, related_name="uploads", to="community.post"
                ),
            ),
            (
                "archive",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="uploads",
                    to="community.archive",
                ),
            ),
            (
                "owner",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("place", models.PositiveSmallIntegerField(default=0)),
            ("kind", models.CharField(choices=[("photo", "photo"), ("file", "file")], default="file", max_length=5)),
            ("name", models.CharField(max_length=100)),
            ("alt", models.CharField(blank=True, max_length=300)),
            ("media_type", models.CharField(blank=True, max_length=100)),
            ("size", models.PositiveIntegerField()),
            ("received", models.PositiveIntegerField(default=0)),
            ("file", models.FileField(blank=True, max_length=120, upload_to="")),
            ("small", models.FileField(blank=True, max_length=120, upload_to="")),
            ("width", models.PositiveSmallIntegerField(default=0)),
            ("height", models.PositiveSmallIntegerField(default=0)),
            ("small_width", models.PositiveSmallIntegerField(default=0)),
            ("small_height", models.PositiveSmallIntegerField(default=0)),
            ("created_at", models.DateTimeField(editable=False)),
            ("ready_at", models.DateTimeField(editable=False, null=True)),
            ("dropped_at", models.DateTimeField(editable=False, null=True)),
        ],
        options={
            "indexes": [models.Index(fields=["owner", "created_at"], name="upload_owner_created")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("post__isnull", True), ("ready_at__isnull", False), _connector="OR"),
                    name="upload_shown_is_whole",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ArchivedMessage",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "archive",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="community.archive"
                ),
            ),
            (
                "author",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="community.archivedauthor"
                ),
            ),
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
            (
                "photo",
                models.OneToOneField(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="archived",
                    to="community.upload",
                ),
            ),
            ("mark", models.CharField(editable=False, max_length=64)),
        ],
        options={
            "indexes": [models.Index(fields=["archive", "at"], name="archived_in_order")],
            "constraints": [
                models.UniqueConstraint(fields=("archive", "mark"), name="archived_message_once"),
                models.CheckConstraint(
                    condition=models.Q(("withdrawn", False), models.Q(("body", ""), ("media", "")), _connector="OR"),
                    name="archived_withdrawn_is_empty",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Piece",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "upload",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="pieces", to="community.upload"
                ),
            ),
            ("start", models.PositiveIntegerField()),
            ("data", models.BinaryField()),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("upload", "start"), name="piece_once")],
        },
    ),
]


class Migration(migrations.Migration):
    """As the models have it."""

    initial = True
    replaces = [
        ("community", "0004_a_promotion_has_a_room"),
    ]

    dependencies = [
        ("community", "0002_promotions_and_people"),
        ("hub", "0002_branches_notices_log"),
    ]

    operations = [
        Tables(MODELS),
        index_words("community_archivedmessage", alone=True),
    ]
