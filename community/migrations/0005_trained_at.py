"""From when on the members of a promotion count as trained."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0004_a_promotion_has_a_room"),
    ]

    operations = [
        migrations.AddField(
            model_name="promotion",
            name="trained_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
