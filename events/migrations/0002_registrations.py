"""Seats, alone and by the series, reminders of them, and consents to pictures."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hub.at_once import Tables

MODELS = [
    migrations.CreateModel(
        name="Consent",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="consents", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "purpose",
                models.CharField(
                    choices=[
                        ("name", "The other participants may see my first name."),
                        ("photo", "I may be seen on photos of the events where I take part."),
                    ],
                    max_length=5,
                ),
            ),
            ("given", models.BooleanField()),
            ("version", models.PositiveSmallIntegerField()),
            ("at", models.DateTimeField()),
        ],
        options={
            "indexes": [models.Index(fields=["person", "purpose", "-id"], name="consent_last")],
        },
    ),
    migrations.CreateModel(
        name="Registration",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "event",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="registrations", to="events.event"
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="registrations",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("mode", models.CharField(choices=[("in_person", "in person"), ("online", "online")], max_length=10)),
            (
                "wish",
                models.CharField(blank=True, choices=[("in_person", "in person"), ("online", "online")], max_length=10),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("confirmed", "registered"),
                        ("waiting", "on the waiting list"),
                        ("offered", "seat offered"),
                        ("withdrawn", "withdrawn"),
                    ],
                    default="confirmed",
                    max_length=10,
                ),
            ),
            (
                "attendance",
                models.CharField(blank=True, choices=[("present", "came"), ("absent", "did not come")], max_length=8),
            ),
            ("guests", models.PositiveSmallIntegerField(default=0)),
            ("sequence", models.PositiveIntegerField(default=0)),
            ("queue_number", models.PositiveIntegerField(editable=False, null=True)),
            ("offered_until", models.DateTimeField(editable=False, null=True)),
            ("created_at", models.DateTimeField(editable=False)),
            ("modified_at", models.DateTimeField(editable=False)),
        ],
        options={
            "indexes": [
                models.Index(
                    condition=models.Q(("offered_until__isnull", False)),
                    fields=["offered_until"],
                    name="registration_offer_until",
                )
            ],
            "constraints": [
                models.UniqueConstraint(fields=("event", "person"), name="registration_once"),
                models.UniqueConstraint(
                    models.F("event"),
                    models.Case(models.When(then="mode", wish=""), default="wish"),
                    models.F("queue_number"),
                    name="registration_once_in_line",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("wish", ""),
                        models.Q(("state", "confirmed"), models.Q(("wish", models.F("mode")), _negated=True)),
                        _connector="OR",
                    ),
                    name="registration_wish_beside_a_seat",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            models.Q(
                                ("state__in", ["waiting", "offered"]),
                                models.Q(("wish", ""), _negated=True),
                                _connector="OR",
                            ),
                            ("queue_number__isnull", False),
                        ),
                        models.Q(
                            models.Q(
                                ("state__in", ["waiting", "offered"]),
                                models.Q(("wish", ""), _negated=True),
                                _connector="OR",
                                _negated=True,
                            ),
                            ("queue_number__isnull", True),
                        ),
                        _connector="OR",
                    ),
                    name="registration_in_line_has_number",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("offered_until__isnull", False), ("state", "offered")),
                        models.Q(models.Q(("state", "offered"), _negated=True), ("offered_until__isnull", True)),
                        models.Q(("wish", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="registration_offer_has_end",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="EventReminder",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "event",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="events.event"
                ),
            ),
            (
                "step",
                models.CharField(
                    choices=[("week", "Week"), ("days", "Days"), ("day", "Day"), ("hours", "Hours")], max_length=5
                ),
            ),
            ("starts_at", models.DateTimeField()),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("event", "step", "starts_at"), name="event_reminder_once")],
        },
    ),
    migrations.CreateModel(
        name="EventSeries",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            (
                "branch",
                models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="series", to="hub.branch"),
            ),
            (
                "rhythm",
                models.CharField(
                    choices=[
                        ("week", "Every week"),
                        ("fortnight", "Every two weeks"),
                        ("first", "Every month: the first such day (for instance every first Thursday)"),
                        ("second", "Every month: the second such day"),
                        ("third", "Every month: the third such day"),
                        ("fourth", "Every month: the fourth such day"),
                        ("last", "Every month: the last such day"),
                        ("day", "Every month, on the same day of the month"),
                    ],
                    max_length=10,
                ),
            ),
            ("first_on", models.DateField()),
            ("until", models.DateField()),
            ("skips_holidays", models.BooleanField(default=False)),
            ("created_at", models.DateTimeField(editable=False)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("until__gte", models.F("first_on"))), name="series_ends_after_start"
                )
            ],
        },
    ),
]


class Migration(migrations.Migration):
    """As the models have it."""

    initial = True
    replaces = [
        ("events", "0003_calendar_links"),
    ]

    dependencies = [
        ("events", "0001_events"),
        ("hub", "0002_branches_notices_log"),
    ]

    operations = [
        Tables(MODELS),
    ]
