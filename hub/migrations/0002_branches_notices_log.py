"""Branches, roles, the journal, notices, the live log: as the models have them.

After the libraries whose tables lead to a person: each step of theirs builds every model around a person anew, ours too
if they are there by then.
"""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import hub.models.branches
import hub.words.localised
from hub.at_once import Tables

MODELS = [
    migrations.CreateModel(
        name="Branch",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("slug", models.SlugField(unique=True)),
            ("city", hub.words.localised.LocalisedField(default=dict)),
            (
                "country",
                models.CharField(choices=[("FR", "France"), ("BE", "Belgium"), ("NL", "Netherlands")], max_length=2),
            ),
            ("zone", models.CharField(max_length=40, validators=[hub.models.branches.validate_zone])),
            ("languages", models.JSONField(default=list)),
            ("address", models.CharField(max_length=200)),
            ("access", hub.words.localised.LocalisedField(blank=True, default=dict)),
            ("email", models.EmailField(max_length=254)),
            ("phone", models.CharField(max_length=20)),
            ("hours", hub.words.localised.LocalisedField(blank=True, default=dict)),
            ("latitude", models.FloatField(blank=True, null=True)),
            ("longitude", models.FloatField(blank=True, null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(("zone", ""), _negated=True), name="branch_has_zone")
            ],
        },
    ),
    migrations.CreateModel(
        name="Entry",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            (
                "actor",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("verb", models.CharField(max_length=60)),
            ("target_type", models.CharField(max_length=60)),
            ("target_id", models.BigIntegerField(null=True)),
            ("codes", models.JSONField(default=dict)),
        ],
        options={
            "indexes": [models.Index(fields=["target_type", "target_id"], name="entry_target")],
        },
    ),
    migrations.CreateModel(
        name="Attempt",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("key", models.CharField(max_length=64, unique=True)),
            ("since", models.DateTimeField()),
            ("count", models.PositiveIntegerField(default=0)),
        ],
    ),
    migrations.CreateModel(
        name="Topic",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("key", models.CharField(max_length=60, unique=True)),
            ("head", models.BigIntegerField(default=0)),
            ("min", models.BigIntegerField(default=0)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("head__gte", 0), ("min__gte", 0), ("min__lte", models.F("head"))),
                    name="topic_min_below_head",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="LogEvent",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "topic",
                models.ForeignKey(
                    db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="events", to="hub.topic"
                ),
            ),
            ("seq", models.BigIntegerField()),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
            ("kind", models.CharField(max_length=20)),
            (
                "actor",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("target", models.BigIntegerField()),
            ("at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("topic", "seq"), name="log_event_numbered_once"),
                models.CheckConstraint(condition=models.Q(("seq__gt", 0)), name="log_event_counts_from_one"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Command",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "scope",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("cid", models.CharField(max_length=36)),
            ("digest", models.CharField(max_length=64)),
            ("result", models.JSONField()),
            ("at", models.DateTimeField(default=django.utils.timezone.now)),
        ],
        options={
            "indexes": [models.Index(fields=["at"], name="command_at")],
            "constraints": [models.UniqueConstraint(fields=("scope", "cid"), name="command_once")],
        },
    ),
    migrations.CreateModel(
        name="Notice",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("kind", models.CharField(max_length=60)),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="notices", to=settings.AUTH_USER_MODEL
                ),
            ),
            ("target_id", models.BigIntegerField(null=True)),
            ("facts", models.JSONField(default=dict)),
            ("key", models.CharField(max_length=120, null=True, unique=True)),
            ("message_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "state",
                models.CharField(
                    choices=[("waiting", "Waiting"), ("sent", "Sent"), ("failed", "Failed"), ("dropped", "Dropped")],
                    default="waiting",
                    max_length=8,
                ),
            ),
            ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ("due_at", models.DateTimeField(default=django.utils.timezone.now)),
            ("claimed_until", models.DateTimeField(null=True)),
            ("sent_at", models.DateTimeField(null=True)),
            ("tries", models.PositiveSmallIntegerField(default=0)),
            ("error", models.CharField(blank=True, max_length=200)),
        ],
        options={
            "indexes": [models.Index(fields=["state", "due_at"], name="notice_due")],
        },
    ),
    migrations.CreateModel(
        name="Role",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="roles", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "branch",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="roles",
                    to="hub.branch",
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("referent", "référent"),
                        ("coordinator", "coordinator"),
                        ("trainer", "trainer"),
                        ("editor", "editor"),
                    ],
                    max_length=12,
                ),
            ),
            ("starts_on", models.DateField()),
            ("ends_on", models.DateField(blank=True, null=True)),
            ("in_force", models.BooleanField(default=False, editable=False)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                    ),
                    name="role_ends_after_start",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("ends_on__isnull", True)),
                    fields=("person", "branch", "kind"),
                    name="role_open_once",
                    nulls_distinct=False,
                ),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    """As the models have it."""

    initial = True
    replaces = [
        ("hub", "0003_live_log"),
    ]

    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("hub", "0001_people"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]

    operations = [
        Tables(MODELS),
    ]
