"""Each move keeps what its undo needs to put things back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0002_resources"),
        ("events", "0010_outings"),
    ]

    operations = [
        migrations.AddField(
            model_name="transition",
            name="undoes",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="undone_by", to="cms.transition"
            ),
        ),
        migrations.AddField(
            model_name="transition",
            name="was_registration",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="events.registration"
            ),
        ),
        migrations.AddField(
            model_name="transition",
            name="was_since",
            field=models.DateTimeField(null=True),
        ),
    ]
