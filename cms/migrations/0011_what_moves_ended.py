"""A move keeps the interview, the offer and the kept place that it ended, so that an undo finds them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Three more facts beside the seat and the hour that a move keeps already."""

    dependencies = [("cms", "0010_sheets_for_several")]
    operations = [
        migrations.AddField(
            model_name="transition",
            name="was_interview",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="cms.interview",
            ),
        ),
        migrations.AddField(
            model_name="transition",
            name="was_offered_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="transition",
            name="was_place_kept",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
