"""A deadline of its own for registering and giving back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two fields, and that the deadline comes before the event."""

    dependencies = [("events", "0020_room_of_an_event")]

    operations = [
        migrations.AddField(model_name="event", name="closes_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="event", name="deadline", field=models.CharField(blank=True, max_length=16)),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at", None), ("closes_at__lte", models.F("starts_at")), _connector="OR"),
                name="event_closes_before_start",
            ),
        ),
    ]
