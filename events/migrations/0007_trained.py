"""Some dates are for trained mentors; the promotions that are there learn when their training ends."""

from typing import Any

from django.db import migrations, models
from django.db.models import Max


def date_trainings(apps: Any, _editor: Any) -> None:
    """The end of the last training day that takes place."""
    days = apps.get_model("events", "Event").objects.filter(kind="training", status="published")
    ends = days.filter(promotion__isnull=False).values_list("promotion").annotate(Max("ends_at")).order_by()
    for promotion, end in ends:
        apps.get_model("community", "Promotion").objects.filter(pk=promotion).update(trained_at=end)


class Migration(migrations.Migration):
    """The audience's choices, then the promotions' dates."""

    dependencies = [("events", "0006_series"), ("community", "0005_trained_at")]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="audience",
            field=models.CharField(
                choices=[
                    ("public", "everybody"),
                    ("mentors", "all mentors"),
                    ("trained", "mentors who have been trained"),
                    ("branch", "a branch"),
                    ("promotion", "a promotion"),
                ],
                default="public",
                max_length=10,
            ),
        ),
        migrations.RunPython(date_trainings, migrations.RunPython.noop),
    ]
