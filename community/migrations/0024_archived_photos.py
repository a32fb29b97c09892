"""The photos of conversations taken over, and the export that waits until they are made."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0023_indexes_that_posts_need"),
    ]

    operations = [
        migrations.AddField(
            model_name="archive",
            name="box",
            field=models.CharField(blank=True, db_default="", default="", editable=False, max_length=120),
        ),
        migrations.AddField(
            model_name="archive",
            name="box_size",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="archive",
            name="photos_found",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="archivedmessage",
            name="photo",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="archived",
                to="community.upload",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="archive",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="uploads",
                to="community.archive",
            ),
        ),
    ]
