"""Calls, their pages and interviews, where people come from, and who applies."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hub.models.branches
from hub.at_once import Tables

MODELS = [
    migrations.CreateModel(
        name="Call",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "branch",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="calls",
                    to="hub.branch",
                    verbose_name="branch",
                ),
            ),
            (
                "promotion",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="calls",
                    to="community.promotion",
                    verbose_name="promotion",
                ),
            ),
            ("opens_at", models.DateTimeField(verbose_name="opens")),
            ("deadline", models.DateTimeField(verbose_name="closes")),
            ("total", models.PositiveSmallIntegerField(default=16, verbose_name="places in the promotion")),
            ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelled on")),
        ],
        options={
            "verbose_name": "call",
            "verbose_name_plural": "calls",
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("deadline__gt", models.F("opens_at"))),
                    name="call_closes_after_opening",
                    violation_error_message="The call must close after it opens.",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Interview",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "branch",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="interviews", to="hub.branch"
                ),
            ),
            (
                "host",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="interviews", to=settings.AUTH_USER_MODEL
                ),
            ),
            ("zone", models.CharField(max_length=40, validators=[hub.models.branches.validate_zone])),
            ("wall_start", models.CharField(max_length=16)),
            ("wall_end", models.CharField(max_length=16)),
            ("starts_at", models.DateTimeField()),
            ("ends_at", models.DateTimeField()),
            (
                "mode",
                models.CharField(
                    choices=[("in_person", "in person"), ("phone", "by phone"), ("video", "by video")], max_length=10
                ),
            ),
            ("where", models.CharField(blank=True, max_length=200)),
            ("sequence", models.PositiveIntegerField(default=0)),
            ("closed_at", models.DateTimeField(editable=False, null=True)),
            ("created_at", models.DateTimeField(editable=False)),
            ("modified_at", models.DateTimeField(editable=False)),
        ],
        options={
            "indexes": [models.Index(fields=["branch", "starts_at"], name="interview_branch_start")],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("closed_at", None)), fields=("host", "starts_at"), name="interview_host_once"
                ),
                models.CheckConstraint(
                    condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="interview_ends_after_start"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Application",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "call",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="cms.call"
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="applications",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "registration",
                models.OneToOneField(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="application",
                    to="events.registration",
                ),
            ),
            (
                "interview",
                models.OneToOneField(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="application",
                    to="cms.interview",
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("received", "received"),
                        ("session_chosen", "session chosen"),
                        ("present", "came to the session"),
                        ("absent", "missed the session"),
                        ("interview_proposed", "interview proposed"),
                        ("interview_done", "interview done"),
                        ("accepted", "accepted"),
                        ("redirected", "redirected"),
                        ("waiting_list", "waiting list"),
                        ("training_confirmed", "training confirmed"),
                        ("withdrawn", "withdrawn"),
                    ],
                    default="received",
                    max_length=20,
                ),
            ),
            ("since", models.DateTimeField()),
            ("email_key", models.CharField(max_length=254)),
            ("over_fifty", models.BooleanField()),
            ("source", models.CharField(blank=True, db_default="", default="", editable=False, max_length=30)),
            ("flagged", models.BooleanField(default=False)),
            ("queue_number", models.PositiveIntegerField(editable=False, null=True)),
            ("offered_until", models.DateTimeField(editable=False, null=True)),
            ("place_kept", models.BooleanField(default=False, editable=False)),
            ("call_on", models.DateField(null=True)),
            ("created_at", models.DateTimeField(editable=False)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("state", "withdrawn"), _negated=True),
                    fields=("call", "email_key"),
                    name="application_once_per_call",
                ),
                models.UniqueConstraint(fields=("call", "queue_number"), name="application_queue_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "waiting_list"), _negated=True),
                        ("queue_number__isnull", False),
                        _connector="OR",
                    ),
                    name="application_queued_has_number",
                ),
                models.CheckConstraint(
                    condition=models.Q(("offered_until__isnull", True), ("state", "waiting_list"), _connector="OR"),
                    name="application_offered_waits",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="CallPage",
        fields=[
            (
                "page_ptr",
                models.OneToOneField(
                    auto_created=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    serialize=False,
                    to=settings.WAGTAIL_PAGE_MODEL,
                ),
            ),
            ("body", models.JSONField(blank=True, verbose_name="content")),
            (
                "call",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="pages",
                    to="cms.call",
                    verbose_name="call",
                ),
            ),
            ("lead", models.CharField(max_length=300, verbose_name="introduction")),
        ],
        options={
            "verbose_name": "call page",
        },
        bases=("wagtailcore.page",),
    ),
    migrations.CreateModel(
        name="Source",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "call",
                models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="sources", to="cms.call"),
            ),
            ("word", models.CharField(max_length=30)),
            ("name", models.CharField(max_length=60)),
            ("ended_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("call", "word"), name="source_once_per_call")],
        },
    ),
    migrations.CreateModel(
        name="PageDay",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "call",
                models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="page_days", to="cms.call"),
            ),
            ("source", models.CharField(blank=True, max_length=30)),
            ("day", models.DateField()),
            ("seen", models.PositiveIntegerField(default=0)),
            ("begun", models.PositiveIntegerField(default=0)),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("call", "source", "day"), name="page_day_once")],
        },
    ),
]


class Migration(migrations.Migration):
    """As the models have it."""

    initial = True
    replaces = [
        ("cms", "0004_testimonies"),
    ]

    dependencies = [
        ("cms", "0002_pages"),
        ("community", "0005_reports_and_the_guard"),
        ("events", "0003_calendars_and_proposals"),
        ("hub", "0002_branches_notices_log"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        Tables(MODELS),
    ]
