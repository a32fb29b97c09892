"""What is in the calendar of one device, and when it reminds."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Three fields of a link; those that exist keep all they had."""

    replaces = [("events", "0024_chosen_calendars")]
    dependencies = [("events", "0003_calendars_and_proposals")]
    operations = [
        migrations.AddField(
            model_name="calendarlink",
            name="alarm",
            field=models.PositiveSmallIntegerField(
                choices=[
                    (0, "No reminder"),
                    (30, "30 minutes before"),
                    (60, "1 hour before"),
                    (120, "2 hours before"),
                    (1440, "the day before, at the same hour"),
                ],
                default=0,
            ),
        ),
        migrations.AddField(
            model_name="calendarlink",
            name="choice",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="calendarlink",
            name="chosen_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
