"""The days of one training know the first of them."""

from typing import Any

from django.db import migrations, models


def tie(apps: Any, _editor: Any) -> None:
    """The training days that are there already."""
    rows = apps.get_model("events", "Event").objects.filter(kind="training", promotion__isnull=False)
    firsts: dict[int, Any] = {}
    for event in rows.order_by("promotion", "starts_at", "pk"):
        event.series = firsts.setdefault(event.promotion_id, event.uid)
        event.save(update_fields=["series"])


class Migration(migrations.Migration):
    """Adds the field, then fills it."""

    dependencies = [("events", "0005_attendance")]

    operations = [
        migrations.AddField(model_name="event", name="series", field=models.UUIDField(editable=False, null=True)),
        migrations.RunPython(tie, migrations.RunPython.noop),
    ]
