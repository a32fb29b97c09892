"""A post says whether something stands beside its text."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column, false for all that was written before."""

    dependencies = [("community", "0005_trained_at")]

    operations = [
        migrations.AddField(
            model_name="post",
            name="more",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
