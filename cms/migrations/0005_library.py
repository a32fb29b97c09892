"""The sheets of the library."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cms.models.resources
from hub.at_once import Tables
from hub.search.field import WordsField, index_words

MODELS = [
    migrations.CreateModel(
        name="ResourceIndexPage",
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
            "verbose_name": "library",
        },
        bases=("wagtailcore.page",),
    ),
    migrations.CreateModel(
        name="ResourcePage",
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
                "theme",
                models.CharField(
                    choices=[
                        ("bond", "The duo, from the first meeting on"),
                        ("job", "Finding a job"),
                        ("rights", "Rights and papers"),
                        ("training", "The training"),
                        ("tools", "Tools of the association"),
                    ],
                    max_length=10,
                    verbose_name="theme",
                ),
            ),
            ("summary", models.CharField(max_length=240, verbose_name="in a sentence or two")),
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
                    default="mentors",
                    max_length=10,
                    verbose_name="for whom",
                ),
            ),
            (
                "branch",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
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
                    related_name="+",
                    to="community.promotion",
                    verbose_name="promotion",
                ),
            ),
            ("reviewed_on", models.DateField(verbose_name="last checked on")),
            (
                "review_on",
                models.DateField(default=cms.models.resources.in_a_year, verbose_name="to be checked again on"),
            ),
            (
                "keeper",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="who keeps it true",
                ),
            ),
            ("words", WordsField(blank=True, db_default="", default="", editable=False, serialize=False)),
        ],
        options={
            "verbose_name": "sheet of the library",
        },
        bases=("wagtailcore.page",),
    ),
]


class Migration(migrations.Migration):
    """As the models have it."""

    initial = True
    replaces = [
        ("cms", "0006_waiting_list_of_a_call"),
    ]

    dependencies = [
        ("cms", "0004_from_application_to_answer"),
        ("community", "0005_reports_and_the_guard"),
        ("hub", "0002_branches_notices_log"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        Tables(MODELS),
        index_words("cms_resourcepage", alone=True),
    ]
