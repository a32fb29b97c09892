"""The members' library and its sheets."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_pages_calls_applications"),
        ("community", "0005_trained_at"),
        ("hub", "0003_live_log"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
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
                ("reviewed_on", models.DateField(verbose_name="last checked on")),
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
            ],
            options={
                "verbose_name": "sheet of the library",
            },
            bases=("wagtailcore.page",),
        ),
    ]
