"""A testimony may have a portrait."""

from django.db import migrations, models

import hub.words.localised


class Migration(migrations.Migration):
    """The picture, and what it shows."""

    dependencies = [("cms", "0008_sheets_for_applicants")]
    operations = [
        migrations.AddField(
            model_name="testimony",
            name="portrait",
            field=models.ForeignKey(
                blank=True,
                help_text="Beside their words, by the same agreement: the day they take it back, both are gone.",
                null=True,
                on_delete=models.SET_NULL,
                related_name="+",
                to="cms.siteimage",
                verbose_name="portrait",
            ),
        ),
        migrations.AddField(
            model_name="testimony",
            name="portrait_alt",
            field=hub.words.localised.LocalisedField(
                blank=True,
                db_default=models.Value({}, models.JSONField()),
                default=dict,
                help_text="For whoever does not see it. Without a word of yours: “Portrait of” and the first name.",
                verbose_name="what the portrait shows",
            ),
        ),
    ]
