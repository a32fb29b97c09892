"""A sheet of the library may be meant for several branches and several promotions."""

import modelcluster.fields
from django.db import migrations


class Migration(migrations.Migration):
    """Those beside its own."""

    dependencies = [
        ("cms", "0009_portraits"),
        ("community", "0002_promotions_and_people"),
        ("hub", "0002_branches_notices_log"),
    ]
    operations = [
        migrations.AddField(
            model_name="resourcepage",
            name="also_branches",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True,
                help_text="Where it is for a branch or for those who apply there: for these as well.",
                related_name="+",
                to="hub.branch",
                verbose_name="other branches",
            ),
        ),
        migrations.AddField(
            model_name="resourcepage",
            name="also_promotions",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True,
                help_text="Where it is for a promotion: for these as well. For one of another branch, tick that branch too.",
                related_name="+",
                to="community.promotion",
                verbose_name="other promotions",
            ),
        ),
    ]
