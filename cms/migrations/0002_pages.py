"""The public pages but those of calls."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hub.at_once import Tables

MODELS = [
    migrations.CreateModel(
        name="HomePage",
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
        ],
        options={
            "verbose_name": "home page",
        },
        bases=("wagtailcore.page",),
    ),
    migrations.CreateModel(
        name="StandardPage",
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
        ],
        options={
            "verbose_name": "page",
        },
        bases=("wagtailcore.page",),
    ),
    migrations.CreateModel(
        name="CallIndexPage",
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
        ],
        options={
            "verbose_name": "list of calls",
        },
        bases=("wagtailcore.page",),
    ),
    migrations.CreateModel(
        name="BranchIndexPage",
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
        ],
        options={
            "verbose_name": "list of branches",
        },
        bases=("wagtailcore.page",),
    ),
    migrations.CreateModel(
        name="BranchPage",
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
                "branch",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="pages",
                    to="hub.branch",
                    verbose_name="branch",
                ),
            ),
            ("lead", models.CharField(max_length=300, verbose_name="introduction")),
        ],
        options={
            "verbose_name": "branch page",
        },
        bases=("wagtailcore.page",),
    ),
    migrations.CreateModel(
        name="TestimoniesPage",
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
        ],
        options={
            "verbose_name": "page of testimonies",
        },
        bases=("wagtailcore.page",),
    ),
    migrations.CreateModel(
        name="JourneyPage",
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
        ],
        options={
            "verbose_name": "page of the way to a duo",
        },
        bases=("wagtailcore.page",),
    ),
    migrations.CreateModel(
        name="QuestionsPage",
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
        ],
        options={
            "verbose_name": "page of questions",
        },
        bases=("wagtailcore.page",),
    ),
    migrations.CreateModel(
        name="LegalPage",
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
            ("updated_on", models.DateField(verbose_name="last read through on")),
        ],
        options={
            "verbose_name": "legal page",
        },
        bases=("wagtailcore.page",),
    ),
    migrations.CreateModel(
        name="AccessibilityPage",
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
                "conformity",
                models.CharField(
                    choices=[
                        ("none", "not conformant"),
                        ("partly", "partly conformant"),
                        ("fully", "fully conformant"),
                    ],
                    default="partly",
                    max_length=6,
                    verbose_name="state",
                ),
            ),
            ("tested_on", models.DateField(verbose_name="last checked on")),
            (
                "tested_by",
                models.CharField(help_text="Who checked it, and with what.", max_length=160, verbose_name="checked by"),
            ),
        ],
        options={
            "verbose_name": "accessibility statement",
        },
        bases=("wagtailcore.page",),
    ),
]


class Migration(migrations.Migration):
    """As the models have it."""

    initial = True
    replaces = [
        ("cms", "0003_moves_can_be_undone"),
    ]

    dependencies = [
        ("cms", "0001_pictures_and_papers"),
        ("hub", "0002_branches_notices_log"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        Tables(MODELS),
    ]
