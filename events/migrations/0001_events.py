"""What is scheduled, and what is said and shown of it."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hub.models.branches
import hub.words.localised
from hub.at_once import Tables
from hub.search.field import WordsField, index_words

MODELS = [
    migrations.CreateModel(
        name="Event",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ("series", models.UUIDField(editable=False, null=True)),
            ("apart", models.JSONField(default=list, editable=False)),
            ("before", models.JSONField(default=dict, editable=False)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("information", "information session"),
                        ("training", "training day"),
                        ("workshop", "workshop"),
                        ("apero", "apéro"),
                        ("lunch", "lunch"),
                        ("peer_exchange", "peer exchange"),
                        ("celebration", "duo celebration"),
                    ],
                    max_length=14,
                ),
            ),
            ("title", models.CharField(max_length=160)),
            ("description", models.TextField(blank=True, max_length=4000)),
            (
                "theme",
                models.CharField(
                    blank=True,
                    choices=[
                        ("bond", "The duo, from the first meeting on"),
                        ("job", "Finding a job"),
                        ("rights", "Rights and papers"),
                        ("training", "The training"),
                        ("tools", "Tools of the association"),
                    ],
                    max_length=10,
                ),
            ),
            ("language", models.CharField(default="fr", max_length=2)),
            (
                "branch",
                models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="events", to="hub.branch"),
            ),
            (
                "promotion",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="events",
                    to="community.promotion",
                ),
            ),
            (
                "audience",
                models.CharField(
                    choices=[
                        ("public", "everybody"),
                        ("mentors", "all mentors"),
                        ("trained", "mentors who have been trained"),
                        ("branch", "a branch"),
                        ("promotion", "a promotion"),
                    ],
                    default="public",
                    max_length=10,
                ),
            ),
            (
                "status",
                models.CharField(
                    choices=[("draft", "draft"), ("published", "published"), ("cancelled", "cancelled")],
                    default="published",
                    max_length=10,
                ),
            ),
            ("zone", models.CharField(max_length=40, validators=[hub.models.branches.validate_zone])),
            ("wall_start", models.CharField(max_length=16)),
            ("wall_end", models.CharField(max_length=16)),
            ("starts_at", models.DateTimeField()),
            ("ends_at", models.DateTimeField()),
            ("deadline", models.CharField(blank=True, max_length=16)),
            ("closes_at", models.DateTimeField(null=True)),
            (
                "mode",
                models.CharField(
                    choices=[("in_person", "in person"), ("online", "online"), ("hybrid", "in person or online")],
                    max_length=10,
                ),
            ),
            ("place", models.CharField(blank=True, max_length=120)),
            ("address", models.CharField(blank=True, max_length=200)),
            ("access", hub.words.localised.LocalisedField(blank=True, default=dict)),
            ("join_url", models.URLField(blank=True)),
            ("seats_in_person", models.PositiveSmallIntegerField(default=0)),
            ("seats_online", models.PositiveSmallIntegerField(default=0)),
            (
                "turns",
                models.CharField(
                    choices=[("first", "as they were asked for"), ("fair", "fair turns")], default="first", max_length=5
                ),
            ),
            ("guests", models.PositiveSmallIntegerField(default=0)),
            ("words", WordsField(blank=True, db_default="", default="", editable=False)),
            ("sequence", models.PositiveIntegerField(default=0)),
            (
                "room",
                models.OneToOneField(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="event",
                    to="community.room",
                ),
            ),
            ("created_at", models.DateTimeField(editable=False)),
            ("modified_at", models.DateTimeField(editable=False)),
        ],
        options={
            "indexes": [
                models.Index(fields=["kind", "starts_at"], name="event_kind_start"),
                models.Index(fields=["series", "starts_at"], name="event_series_start"),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="event_ends_after_start"
                ),
                models.CheckConstraint(
                    condition=models.Q(("closes_at", None), ("closes_at__lte", models.F("starts_at")), _connector="OR"),
                    name="event_closes_before_start",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("audience", "promotion"), _negated=True),
                        ("promotion__isnull", False),
                        _connector="OR",
                    ),
                    name="event_promotion_audience_has_one",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="EventPhoto",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("uid", models.UUIDField(editable=False, unique=True)),
            (
                "event",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="events.event"
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
            ("alt", models.CharField(blank=True, max_length=300)),
            ("file", models.FileField(max_length=120, upload_to="")),
            ("small", models.FileField(max_length=120, upload_to="")),
            ("width", models.PositiveSmallIntegerField()),
            ("height", models.PositiveSmallIntegerField()),
            ("small_width", models.PositiveSmallIntegerField()),
            ("small_height", models.PositiveSmallIntegerField()),
            ("created_at", models.DateTimeField(editable=False)),
            ("removed_at", models.DateTimeField(editable=False, null=True)),
            (
                "removed_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["event", "created_at"], name="event_photo_order")],
        },
    ),
    migrations.CreateModel(
        name="SpokenWord",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "event",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE, related_name="spoken_word", to="events.event"
                ),
            ),
            ("word", models.CharField(max_length=30)),
            ("until", models.DateTimeField()),
        ],
        options={
            "indexes": [models.Index(fields=["until"], name="spoken_word_until")],
        },
    ),
    migrations.CreateModel(
        name="Outing",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "post",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE, related_name="outing", to="community.post"
                ),
            ),
            (
                "event",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE, related_name="outing", to="events.event"
                ),
            ),
        ],
    ),
]


class Migration(migrations.Migration):
    """As the models have it."""

    initial = True
    replaces = [
        ("events", "0002_event_description"),
    ]

    dependencies = [
        ("community", "0005_reports_and_the_guard"),
        ("hub", "0002_branches_notices_log"),
    ]

    operations = [
        Tables(MODELS),
        index_words("events_event", alone=True),
    ]
