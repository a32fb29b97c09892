"""Testimonies, kept once and named by pages."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import hub.words.localised


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0003_moves_can_be_undone"),
        ("hub", "0003_live_log"),
    ]

    operations = [
        migrations.CreateModel(
            name="Testimony",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, verbose_name="first name")),
                (
                    "age",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(18),
                            django.core.validators.MaxValueValidator(110),
                        ],
                        verbose_name="age",
                    ),
                ),
                (
                    "detail",
                    hub.words.localised.LocalisedField(blank=True, default=dict, verbose_name="former trade, branch"),
                ),
                (
                    "quote",
                    hub.words.localised.LocalisedField(
                        default=dict,
                        help_text="Without quotation marks. Where a language lacks, French shows.",
                        verbose_name="their words",
                    ),
                ),
                ("consent_on", models.DateField(verbose_name="agreed to be quoted on")),
                (
                    "withdrawn_on",
                    models.DateField(
                        blank=True,
                        help_text="As soon as a day stands here, their words are gone from every page, draft and old version.",
                        null=True,
                        verbose_name="took their agreement back on",
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
            ],
            options={
                "verbose_name": "testimony",
                "verbose_name_plural": "testimonies",
            },
        ),
    ]
