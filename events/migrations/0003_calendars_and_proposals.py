"""Calendar links, entries by mail, and dates that members propose."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hub.at_once import Tables

MODELS = [
    migrations.CreateModel(
        name="CalendarLink",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="calendar_links",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("name", models.CharField(max_length=60)),
            ("digest", models.CharField(editable=False, max_length=64, unique=True)),
            ("created_at", models.DateTimeField(editable=False)),
            ("used_on", models.DateField(blank=True, editable=False, null=True)),
            ("revoked_at", models.DateTimeField(blank=True, editable=False, null=True)),
        ],
        options={
            "indexes": [models.Index(fields=["person", "revoked_at"], name="link_person_revoked")],
        },
    ),
    migrations.CreateModel(
        name="MailedEntries",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "person",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="mailed_entries",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "choice",
                models.CharField(
                    choices=[
                        ("suiting", "Only while none of my devices is subscribed"),
                        ("always", "Always"),
                        ("never", "Never"),
                    ],
                    default="suiting",
                    max_length=8,
                ),
            ),
        ],
    ),
    migrations.CreateModel(
        name="Proposal",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "branch",
                models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="hub.branch"),
            ),
            (
                "proposer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="proposals", to=settings.AUTH_USER_MODEL
                ),
            ),
            ("what", models.CharField(max_length=10)),
            ("begins", models.CharField(max_length=16)),
            ("place", models.CharField(max_length=120)),
            ("words", models.TextField(blank=True, max_length=1000)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("waiting", "waiting for an answer"),
                        ("agreed", "agreed"),
                        ("refused", "refused"),
                        ("withdrawn", "withdrawn"),
                    ],
                    default="waiting",
                    max_length=9,
                ),
            ),
            ("reason", models.CharField(blank=True, max_length=300)),
            (
                "answered_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "event",
                models.OneToOneField(
                    null=True, on_delete=django.db.models.deletion.CASCADE, related_name="proposal", to="events.event"
                ),
            ),
            ("created_at", models.DateTimeField(editable=False)),
            ("answered_at", models.DateTimeField(editable=False, null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("event__isnull", False), ("state", "agreed")),
                        models.Q(models.Q(("state", "agreed"), _negated=True), ("event", None)),
                        _connector="OR",
                    ),
                    name="proposal_agreed_has_event",
                )
            ],
        },
    ),
]


class Migration(migrations.Migration):
    """As the models have it."""

    initial = True
    replaces = [
        ("events", "0001_events_registrations"),
        ("events", "0004_waiting_list"),
        ("events", "0005_attendance"),
        ("events", "0006_series"),
        ("events", "0007_trained"),
        ("events", "0008_reminders_and_entries"),
        ("events", "0009_series_rules"),
        ("events", "0010_outings"),
        ("events", "0011_guests"),
        ("events", "0012_spoken_word"),
        ("events", "0013_other_way"),
        ("events", "0014_consents"),
        ("events", "0015_turns"),
        ("events", "0016_what_it_was"),
        ("events", "0017_proposals"),
        ("events", "0018_albums"),
        ("events", "0019_theme_of_an_event"),
        ("events", "0020_room_of_an_event"),
        ("events", "0021_a_deadline_of_its_own"),
        ("events", "0022_words_of_events"),
        ("events", "0023_index_of_words"),
    ]

    dependencies = [
        ("events", "0002_registrations"),
        ("hub", "0002_branches_notices_log"),
    ]

    operations = [
        Tables(MODELS),
    ]
