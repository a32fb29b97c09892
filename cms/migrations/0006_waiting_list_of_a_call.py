"""Whoever waits for a place has a number, and whoever is offered one an hour."""

from typing import Any

from django.conf import settings
from django.db import migrations, models


def give_numbers(apps: Any, schema_editor: Any) -> None:
    """Those who wait already, in the order in which they came onto the list."""
    applications = apps.get_model("cms", "Application").objects
    seen = {}
    for one in applications.filter(state="waiting_list").order_by("since", "pk"):
        one.queue_number = seen[one.call_id] = seen.get(one.call_id, 0) + 1
        one.save(update_fields=["queue_number"])


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0005_testimonies_by_reference"),
        ("events", "0010_outings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="offered_until",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="place_kept",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="application",
            name="queue_number",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.RunPython(give_numbers, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(fields=("call", "queue_number"), name="application_queue_once"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "waiting_list"), _negated=True), ("queue_number__isnull", False), _connector="OR"
                ),
                name="application_queued_has_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("offered_until__isnull", True), ("state", "waiting_list"), _connector="OR"),
                name="application_offered_waits",
            ),
        ),
    ]
