"""What an event says of itself, and a fourth audience: all mentors."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0001_events_registrations"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="description",
            field=models.TextField(blank=True, max_length=4000),
        ),
        migrations.AlterField(
            model_name="event",
            name="audience",
            field=models.CharField(
                choices=[
                    ("public", "everybody"),
                    ("mentors", "all mentors"),
                    ("branch", "a branch"),
                    ("promotion", "a promotion"),
                ],
                default="public",
                max_length=10,
            ),
        ),
    ]
