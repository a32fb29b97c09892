"""Who came, as the team noted it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0004_waiting_list"),
    ]

    operations = [
        migrations.AddField(
            model_name="registration",
            name="attendance",
            field=models.CharField(blank=True, choices=[("present", "came"), ("absent", "did not come")], max_length=8),
        ),
    ]
