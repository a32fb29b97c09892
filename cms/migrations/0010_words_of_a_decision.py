"""A decision can carry words of the team for the applicant."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0009_kinds_of_page"),
    ]

    operations = [
        migrations.AddField(
            model_name="transition",
            name="words",
            field=models.TextField(blank=True, max_length=2000),
        ),
    ]
