"""When somebody has read last."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0019_reports"),
    ]

    operations = [
        migrations.AddField(
            model_name="read",
            name="at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
