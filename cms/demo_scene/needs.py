"""How many young people wait in the demo's branches."""

from datetime import timedelta

from django.utils import timezone

from cms.actions.needs import Typed, type_need
from hub.demo_world import World
from hub.models import Person

# (branch, language, young people, mentors who are free, days ago, source)
NEEDS = [
    ("lille", "fr", 19, 7, 6, "liste d’attente de l’antenne"),
    ("paris", "fr", 31, 22, 9, "liste d’attente de l’antenne"),
    ("bruxelles", "fr", 14, 6, 4, "maisons de quartier partenaires"),
    ("bruxelles", "nl", 8, 3, 4, "maisons de quartier partenaires"),
    ("rotterdam", "nl", 11, 5, 12, "wachtlijst van de afdeling"),
    # Too few to be shown, and counted too long ago.
    ("marseille", "fr", 3, 1, 5, "liste d’attente de l’antenne"),
    ("lyon", "fr", 12, 4, 60, "liste d’attente de l’antenne"),
]


def add_needs(world: World) -> None:
    """Typed by the association, as the teams told it."""
    actor, today = Person.objects.filter(is_superuser=True).order_by("pk")[0], timezone.localdate(world.now)
    for slug, language, waiting, available, ago, source in NEEDS:
        typed = Typed(language, waiting, available, today - timedelta(days=ago), source)
        type_need(actor=actor, branch_id=world.branches[slug].pk, typed=typed, now=world.now - timedelta(days=ago))
