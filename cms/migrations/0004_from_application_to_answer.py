"""What becomes of an application: drafts, states, messages, notes."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hub.at_once import Tables

MODELS = [
    migrations.CreateModel(
        name="Draft",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "call",
                models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="cms.call"),
            ),
            (
                "person",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE, related_name="draft", to=settings.AUTH_USER_MODEL
                ),
            ),
            ("session", models.CharField(blank=True, max_length=40)),
            ("over_fifty", models.BooleanField(default=False)),
            ("source", models.CharField(blank=True, db_default="", default="", editable=False, max_length=30)),
            ("created_at", models.DateTimeField(editable=False)),
        ],
        options={
            "indexes": [models.Index(fields=["created_at"], name="draft_age")],
        },
    ),
    migrations.CreateModel(
        name="Transition",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "application",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="transitions", to="cms.application"
                ),
            ),
            (
                "before",
                models.CharField(
                    blank=True,
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
                    max_length=20,
                ),
            ),
            (
                "after",
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
                    max_length=20,
                ),
            ),
            (
                "actor",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("at", models.DateTimeField()),
            ("why", models.CharField(max_length=300)),
            ("words", models.TextField(blank=True, max_length=2000)),
            ("was_since", models.DateTimeField(null=True)),
            (
                "was_registration",
                models.ForeignKey(
                    null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="events.registration"
                ),
            ),
            (
                "undoes",
                models.OneToOneField(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="undone_by",
                    to="cms.transition",
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["application", "at"], name="transition_of")],
            "constraints": [
                models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="transition_says_why")
            ],
        },
    ),
    migrations.CreateModel(
        name="Contact",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "application",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="contacts", to="cms.application"
                ),
            ),
            (
                "actor",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("at", models.DateTimeField()),
            (
                "outcome",
                models.CharField(
                    choices=[("reached", "reached"), ("message", "message left"), ("later", "to be called again")],
                    max_length=8,
                ),
            ),
            ("call_on", models.DateField(null=True)),
        ],
        options={
            "indexes": [models.Index(fields=["application", "at"], name="contact_of")],
        },
    ),
    migrations.CreateModel(
        name="Note",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "application",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="cms.application"
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
            ("words", models.TextField(max_length=4000)),
        ],
        options={
            "indexes": [
                models.Index(fields=["application", "at"], name="note_of"),
                models.Index(fields=["at"], name="note_age"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Message",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "application",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="cms.application"
                ),
            ),
            ("key", models.UUIDField(default=uuid.uuid4)),
            ("from_team", models.BooleanField()),
            (
                "author",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("words", models.TextField(max_length=3000)),
            ("at", models.DateTimeField()),
            ("seen_at", models.DateTimeField(null=True)),
        ],
        options={
            "indexes": [
                models.Index(fields=["application", "at"], name="message_of"),
                models.Index(condition=models.Q(("seen_at", None)), fields=["at"], name="message_unseen"),
            ],
            "constraints": [models.UniqueConstraint(fields=("application", "key"), name="message_once")],
        },
    ),
    migrations.CreateModel(
        name="Distinct",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "first",
                models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cms.application"),
            ),
            (
                "second",
                models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cms.application"),
            ),
            ("at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("first", "second"), name="distinct_once"),
                models.CheckConstraint(condition=models.Q(("first__lt", models.F("second"))), name="distinct_in_order"),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    """As the models have it."""

    initial = True
    replaces = [
        ("cms", "0005_testimonies_by_reference"),
    ]

    dependencies = [
        ("cms", "0003_calls_and_applications"),
        ("events", "0003_calendars_and_proposals"),
        ("hub", "0002_branches_notices_log"),
    ]

    operations = [
        Tables(MODELS),
    ]
