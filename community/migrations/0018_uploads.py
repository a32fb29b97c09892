"""Photos and files under posts, and the pieces in which they arrive."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0017_mentions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(editable=False, unique=True)),
                ("place", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(choices=[("photo", "photo"), ("file", "file")], default="file", max_length=5),
                ),
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
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="community.post",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uploads", to="community.room"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Piece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField()),
                ("data", models.BinaryField()),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pieces", to="community.upload"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="upload",
            index=models.Index(fields=["owner", "created_at"], name="upload_owner_created"),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("post__isnull", True), ("ready_at__isnull", False), _connector="OR"),
                name="upload_shown_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.UniqueConstraint(fields=("upload", "start"), name="piece_once"),
        ),
    ]
