"""A coffee or a walk that members propose is a convivial moment, and no peer exchange as it was called until now."""

from typing import Any

from django.db import migrations, models


def rename(apps: Any, schema_editor: Any, *, before: str, after: str) -> None:
    """What was proposed in a room, of one kind, is of the other."""
    alias = schema_editor.connection.alias
    proposed = apps.get_model("events", "Outing").objects.using(alias).values("event")
    apps.get_model("events", "Event").objects.using(alias).filter(pk__in=proposed, kind=before).update(kind=after)


def forward(apps: Any, schema_editor: Any) -> None:
    """Also for fairness: whoever had a coffee has not had a seat at a peer exchange."""
    rename(apps, schema_editor, before="peer_exchange", after="outing")


def backward(apps: Any, schema_editor: Any) -> None:
    """As it was."""
    rename(apps, schema_editor, before="outing", after="peer_exchange")


class Migration(migrations.Migration):
    """A kind, and the events that are of it."""

    dependencies = [("events", "0015_told_alone")]
    operations = [
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("information", "information session"),
                    ("training", "training day"),
                    ("workshop", "workshop"),
                    ("apero", "apéro"),
                    ("lunch", "lunch"),
                    ("peer_exchange", "peer exchange"),
                    ("celebration", "duo celebration"),
                    ("outing", "convivial moment"),
                ],
                max_length=14,
            ),
        ),
        migrations.RunPython(forward, backward, elidable=True),
    ]
