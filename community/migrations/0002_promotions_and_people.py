"""Promotions and who belongs to them, is invited, or knocks."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hub.at_once import Tables

MODELS = [
    migrations.CreateModel(
        name="Promotion",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "branch",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="promotions", to="hub.branch"
                ),
            ),
            ("number", models.PositiveSmallIntegerField()),
            ("language", models.CharField(default="fr", max_length=2)),
            ("trained_at", models.DateTimeField(editable=False, null=True)),
            ("created_at", models.DateTimeField(editable=False)),
            (
                "room",
                models.OneToOneField(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="promotion",
                    to="community.room",
                ),
            ),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("branch", "number"), name="promotion_number_once")],
        },
    ),
    migrations.CreateModel(
        name="Interest",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="interests", to=settings.AUTH_USER_MODEL
                ),
            ),
            ("kind", models.CharField(choices=[("theme", "theme"), ("language", "language")], max_length=8)),
            ("value", models.CharField(max_length=10)),
            ("given_up", models.BooleanField(default=False)),
            ("modified_at", models.DateTimeField(editable=False)),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("person", "kind", "value"), name="interest_once")],
        },
    ),
    migrations.CreateModel(
        name="Export",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "room",
                models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="community.room"),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            ("asked_at", models.DateTimeField(editable=False)),
            ("ready_at", models.DateTimeField(editable=False, null=True)),
            ("fetched_at", models.DateTimeField(editable=False, null=True)),
            ("file", models.CharField(blank=True, editable=False, max_length=120)),
            ("size", models.BigIntegerField(default=0, editable=False)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("ready_at__isnull", True)),
                    fields=("room", "person"),
                    name="export_waiting_once",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Invitation",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "promotion",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="community.promotion"
                ),
            ),
            ("code", models.CharField(max_length=6, unique=True)),
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
            ("expires_at", models.DateTimeField()),
            ("revoked_at", models.DateTimeField(editable=False, null=True)),
            (
                "discussion",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="community.discussion",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("revoked_at__isnull", True)),
                    fields=("promotion",),
                    name="invitation_one_at_a_time",
                ),
                models.CheckConstraint(
                    condition=models.Q(("expires_at__gt", models.F("created_at"))), name="invitation_ends_after_start"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Membership",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "promotion",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="memberships",
                    to="community.promotion",
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="memberships",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "role",
                models.CharField(
                    choices=[
                        ("mentor", "mentor"),
                        ("referent", "référent"),
                        ("trainer", "trainer"),
                        ("godparent", "godparent"),
                    ],
                    max_length=10,
                ),
            ),
            ("starts_at", models.DateTimeField()),
            ("ends_at", models.DateTimeField(blank=True, null=True)),
            ("in_force", models.BooleanField(default=False, editable=False)),
            (
                "invitation",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="memberships",
                    to="community.invitation",
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(fields=["person", "promotion"], name="membership_of_person"),
                models.Index(fields=["promotion", "role"], name="membership_by_role"),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                    ),
                    name="membership_ends_after_start",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("ends_at__isnull", True)),
                    fields=("promotion", "person", "role"),
                    name="membership_open_once",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Knock",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "invitation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="knocks", to="community.invitation"
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            ("made_guest", models.BooleanField(default=False)),
            ("created_at", models.DateTimeField(editable=False)),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("invitation", "person"), name="knock_once")],
        },
    ),
]


class Migration(migrations.Migration):
    """As the models have it."""

    initial = True
    replaces = [
        ("community", "0003_a_room_for_each_promotion"),
    ]

    dependencies = [
        ("community", "0001_rooms_and_posts"),
        ("hub", "0002_branches_notices_log"),
    ]

    operations = [
        Tables(MODELS),
    ]
