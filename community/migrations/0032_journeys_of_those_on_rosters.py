"""Whoever is on a roster has a journey: trained from their promotion's last day on, in training before it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Max, Min, Q
from django.utils import timezone

BATCH = 500


def begin(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One journey for each mentor, and the move that began it; it can be run again."""
    now = timezone.now()
    memberships, journeys, moves = (
        apps.get_model("community", name).objects for name in ("Membership", "Journey", "JourneyMove")
    )
    mentors = memberships.filter(Q(ends_at=None) | Q(ends_at__gt=now), role="mentor", person__journey=None)
    facts = {
        "joined": Min("starts_at"),
        "trained": Max("promotion__trained_at", filter=Q(promotion__trained_at__lte=now)),
    }
    found = list(mentors.values("person").annotate(**facts).order_by("person"))
    for start in range(0, len(found), BATCH):
        made = journeys.bulk_create(
            journeys.model(
                person_id=one["person"],
                stage="trained" if one["trained"] else "training",
                since=max(one["joined"], one["trained"] or one["joined"]),
            )
            for one in found[start : start + BATCH]
        )
        moves.bulk_create(
            moves.model(journey=one, before="", after=one.stage, at=one.since, why="roster") for one in made
        )


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("community", "0031_journeys")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
