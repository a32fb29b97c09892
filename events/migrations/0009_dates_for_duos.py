"""A date may be meant for mentors in a duo."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more word among the audiences."""

    dependencies = [("events", "0008_seated_at")]
    operations = [
        migrations.AlterField(
            model_name="event",
            name="audience",
            field=models.CharField(
                choices=[
                    ("public", "everybody"),
                    ("mentors", "all mentors"),
                    ("trained", "mentors who have been trained"),
                    ("duo", "mentors in a duo"),
                    ("branch", "a branch"),
                    ("promotion", "a promotion"),
                ],
                default="public",
                max_length=10,
            ),
        ),
    ]
