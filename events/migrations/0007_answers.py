"""What somebody without a seat answered, and whether they want to be asked by mail."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two fields, and that an answer is beside no seat."""

    dependencies = [("events", "0006_other_languages_of_events")]
    operations = [
        migrations.AddField(
            model_name="registration",
            name="said",
            field=models.CharField(
                blank=True,
                choices=[("asked", "invited"), ("maybe", "perhaps"), ("no", "cannot come")],
                default="",
                max_length=5,
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(("said", ""), ("state", "withdrawn"), _connector="OR"),
                name="registration_said_without_seat",
            ),
        ),
        migrations.AddField(
            model_name="mailedentries",
            name="invited",
            field=models.BooleanField(default=True),
        ),
    ]
