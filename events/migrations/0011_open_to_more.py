"""The branches and promotions an event is open to beside its own."""

import django.db.models.deletion
from django.db import migrations, models


def through(model: str, to: str, name: str) -> migrations.CreateModel:
    """One row per event and branch, or promotion."""
    event = models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name=f"open_{name}", to="events.event"
    )
    key = to.rpartition(".")[2]
    target = models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)
    once = models.UniqueConstraint(fields=("event", key), name=f"event_open_{key}_once")
    return migrations.CreateModel(
        name=model,
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (key, target),
            ("event", event),
        ],
        options={"constraints": [once]},
    )


def many(name: str, model: str, to: str) -> migrations.AddField:
    """The field that reads them; no column."""
    field = models.ManyToManyField(related_name="+", through=f"events.{model}", to=to)
    return migrations.AddField(model_name="event", name=f"also_{name}", field=field)


class Migration(migrations.Migration):
    """Two tables, empty at first."""

    dependencies = [
        ("events", "0010_led_by"),
        ("community", "0036_calls_put_off"),
        ("hub", "0003_journal_append_only"),
    ]
    operations = [
        through("OpenBranch", "hub.branch", "branches"),
        through("OpenPromotion", "community.promotion", "promotions"),
        many("branches", "OpenBranch", "hub.branch"),
        many("promotions", "OpenPromotion", "community.promotion"),
    ]
