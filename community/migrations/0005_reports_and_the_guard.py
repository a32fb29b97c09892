"""What is hidden or reported, and what the guard counts and knows."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hub.at_once import Tables

MODELS = [
    migrations.CreateModel(
        name="GuardCount",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "room",
                models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="community.room"),
            ),
            ("month", models.DateField()),
            ("warned", models.PositiveIntegerField(default=0)),
            ("sent_anyway", models.PositiveIntegerField(default=0)),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("room", "month"), name="guard_count_once")],
        },
    ),
    migrations.CreateModel(
        name="KnownName",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            ("place", models.PositiveSmallIntegerField()),
            ("marks", models.TextField()),
            ("noted_at", models.DateTimeField(editable=False)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("person", "place"), name="known_name_once"),
                models.CheckConstraint(
                    condition=models.Q(("place__gte", 1), ("place__lte", 3)), name="known_name_has_a_place"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Hiding",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "post",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE, related_name="hiding", to="community.post"
                ),
            ),
            (
                "reason",
                models.CharField(
                    choices=[
                        ("private", "it says too much about somebody"),
                        ("hurtful", "it may hurt somebody"),
                        ("advert", "it is advertising"),
                        ("wrong", "what it says is not right"),
                        ("other", "another reason"),
                    ],
                    max_length=12,
                    verbose_name="reason",
                ),
            ),
            ("words", models.TextField(blank=True)),
            ("body", models.TextField(blank=True)),
            ("html", models.TextField(blank=True)),
            (
                "hidden_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("hidden_at", models.DateTimeField(editable=False)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="hiding_has_a_reason")
            ],
        },
    ),
    migrations.CreateModel(
        name="Report",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "room",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="community.room"
                ),
            ),
            (
                "post",
                models.ForeignKey(
                    null=True, on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="community.post"
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "reporter",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "level",
                models.CharField(
                    choices=[("referent", "Referent"), ("coordinator", "Coordinator"), ("admin", "Admin")],
                    max_length=12,
                ),
            ),
            (
                "reason",
                models.CharField(
                    choices=[
                        ("hurtful", "it hurts somebody"),
                        ("private", "it says too much about somebody, a young person for instance"),
                        ("advert", "it is advertising, or a swindle"),
                        ("danger", "I am worried about somebody"),
                        ("other", "something else"),
                    ],
                    max_length=12,
                ),
            ),
            ("words", models.TextField(blank=True)),
            ("created_at", models.DateTimeField(editable=False)),
            ("handled_at", models.DateTimeField(editable=False, null=True)),
            (
                "handled_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "outcome",
                models.CharField(
                    blank=True,
                    choices=[
                        ("talked", "we talked with those concerned"),
                        ("hidden", "the message was hidden"),
                        ("removed", "the person was taken off the roster"),
                        ("nothing", "there was nothing to do"),
                    ],
                    max_length=12,
                ),
            ),
            ("note", models.TextField(blank=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("handled_at__isnull", True), ("post__isnull", False)),
                    fields=("reporter", "post"),
                    name="report_of_post_open_once",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("handled_at__isnull", True), ("post__isnull", True)),
                    fields=("reporter", "person", "room"),
                    name="report_of_person_open_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("handled_at__isnull", True), ("outcome", "")),
                        models.Q(("handled_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                        _connector="OR",
                    ),
                    name="report_handled_says_how",
                ),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    """As the models have it."""

    initial = True
    replaces = [
        ("community", "0001_promotions"),
        ("community", "0006_posts_with_parts"),
        ("community", "0007_pins_and_locks"),
        ("community", "0008_invitations"),
        ("community", "0009_hidden_posts"),
        ("community", "0010_polls"),
        ("community", "0011_questions"),
        ("community", "0012_announcements"),
        ("community", "0013_words_of_posts"),
        ("community", "0014_fill_the_words_of_posts"),
        ("community", "0015_copies_of_rooms"),
        ("community", "0016_archives"),
        ("community", "0017_mentions"),
        ("community", "0018_uploads"),
        ("community", "0019_reports"),
        ("community", "0020_when_one_has_read"),
        ("community", "0021_guard_counts"),
        ("community", "0022_moved_messages"),
        ("community", "0023_indexes_that_posts_need"),
        ("community", "0024_archived_photos"),
        ("community", "0025_words_beside_posts"),
        ("community", "0026_what_members_look_for"),
        ("community", "0027_rooms_stand_in_a_branch"),
        ("community", "0028_a_branch_for_each_room"),
        ("community", "0029_a_room_has_a_branch"),
        ("community", "0030_names_to_be_warned_of"),
    ]

    dependencies = [
        ("community", "0004_parts_of_posts"),
        ("hub", "0002_branches_notices_log"),
    ]

    operations = [
        Tables(MODELS),
    ]
