"""Hours for interviews, and which application has chosen which."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hub.models.branches


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0011_letters"),
        ("hub", "0004_branch_place_on_the_map"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Interview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("zone", models.CharField(max_length=40, validators=[hub.models.branches.validate_zone])),
                ("wall_start", models.CharField(max_length=16)),
                ("wall_end", models.CharField(max_length=16)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "mode",
                    models.CharField(
                        choices=[("in_person", "in person"), ("phone", "by phone"), ("video", "by video")],
                        max_length=10,
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=200)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                ("created_at", models.DateTimeField(editable=False)),
                ("modified_at", models.DateTimeField(editable=False)),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="interviews", to="hub.branch"
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interviews",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="application",
            name="interview",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="application",
                to="cms.interview",
            ),
        ),
        migrations.AddIndex(
            model_name="interview",
            index=models.Index(fields=["branch", "starts_at"], name="interview_branch_start"),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)), fields=("host", "starts_at"), name="interview_host_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="interview_ends_after_start"
            ),
        ),
    ]
