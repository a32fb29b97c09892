"""Who is told of what, the newsletter, and who waits for a mentor."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hub.words.localised
from hub.at_once import Tables

MODELS = [
    migrations.CreateModel(
        name="Alert",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "branch",
                models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="alerts", to="hub.branch"),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="alerts", to=settings.AUTH_USER_MODEL
                ),
            ),
            ("email_key", models.CharField(max_length=254)),
            ("created_at", models.DateTimeField(editable=False)),
            ("confirmed_at", models.DateTimeField(null=True)),
            ("told_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("branch", "email_key"), name="alert_once_per_branch"),
                models.CheckConstraint(
                    condition=models.Q(("told_at__isnull", True), ("confirmed_at__isnull", False), _connector="OR"),
                    name="alert_told_was_confirmed",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Need",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "branch",
                models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="needs", to="hub.branch"),
            ),
            ("language", models.CharField(max_length=2)),
            ("waiting", models.PositiveSmallIntegerField()),
            ("available", models.PositiveSmallIntegerField()),
            ("counted_on", models.DateField()),
            ("source", models.CharField(max_length=120)),
            (
                "actor",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("typed_at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("branch", "language"), name="need_once_per_language"),
                models.CheckConstraint(condition=models.Q(("source", ""), _negated=True), name="need_has_source"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Letter",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("key", models.UUIDField(default=uuid.uuid4, unique=True)),
            (
                "call",
                models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="letters", to="cms.call"),
            ),
            ("step", models.CharField(max_length=20)),
            (
                "author",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("at", models.DateTimeField()),
            ("subject", models.CharField(max_length=120)),
            ("words", models.TextField(max_length=5000)),
            ("count", models.PositiveIntegerField(default=0)),
        ],
        options={
            "indexes": [models.Index(fields=["at"], name="letter_age")],
        },
    ),
    migrations.CreateModel(
        name="Subscription",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            ("email_key", models.CharField(max_length=254)),
            ("consent", models.TextField()),
            ("created_at", models.DateTimeField(editable=False)),
            ("confirmed_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("branch", "email_key"), name="subscribed_once_per_branch")],
        },
    ),
    migrations.CreateModel(
        name="Newsletter",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("key", models.UUIDField(default=uuid.uuid4, unique=True)),
            (
                "branch",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="newsletters", to="hub.branch"
                ),
            ),
            (
                "author",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("at", models.DateTimeField()),
            ("sent_at", models.DateTimeField(null=True)),
            ("subject", hub.words.localised.LocalisedField(default=dict)),
            ("words", hub.words.localised.LocalisedField(default=dict)),
            ("count", models.PositiveIntegerField(default=0)),
        ],
        options={
            "indexes": [models.Index(fields=["at"], name="newsletter_age")],
        },
    ),
    migrations.CreateModel(
        name="Erased",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "call",
                models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="erased", to="cms.call"),
            ),
            ("source", models.CharField(blank=True, max_length=30)),
            ("applied", models.PositiveIntegerField(default=0)),
            ("attended", models.PositiveIntegerField(default=0)),
            ("interviewed", models.PositiveIntegerField(default=0)),
            ("accepted", models.PositiveIntegerField(default=0)),
            ("trained", models.PositiveIntegerField(default=0)),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("call", "source"), name="erased_once_per_source")],
        },
    ),
]


class Migration(migrations.Migration):
    """As the models have it."""

    initial = True
    replaces = [
        ("cms", "0001_pages_calls_applications"),
        ("cms", "0007_contacts_and_notes"),
        ("cms", "0008_wishes_and_drafts"),
        ("cms", "0009_kinds_of_page"),
        ("cms", "0010_words_of_a_decision"),
        ("cms", "0011_letters"),
        ("cms", "0012_interviews"),
        ("cms", "0013_conversations"),
        ("cms", "0014_sheets_are_kept_true"),
        ("cms", "0015_two_people_told_apart"),
        ("cms", "0016_newsletter"),
        ("cms", "0017_where_applications_come_from"),
        ("cms", "0018_consent_of_pictures"),
        ("cms", "0019_who_waits_for_a_mentor"),
        ("cms", "0020_no_aliases_for_translations"),
        ("cms", "0021_words_of_sheets"),
        ("cms", "0022_transition_says_why"),
    ]

    dependencies = [
        ("cms", "0005_library"),
        ("hub", "0002_branches_notices_log"),
    ]

    operations = [
        Tables(MODELS),
    ]
