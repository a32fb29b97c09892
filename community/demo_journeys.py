"""The demo's mentors after their training: most in a duo, some free, one taking a break, one who accompanies nobody any more."""

from datetime import timedelta

from community.actions.stages import advance, carry_out_training
from community.models import Journey, Membership, Stage
from hub.db import write
from hub.demo_world import World

# (weeks ago, where to, why) for the mentors in turn.
PATHS: list[list[tuple[int, str, str]]] = [
    [(6, Stage.DUO, "team")],
    [(5, Stage.DUO, "team")],
    [],
    [(7, Stage.DUO, "team"), (2, Stage.PAUSE, "Trois mois chez sa fille, reprend au printemps")],
    [(4, Stage.DUO, "team")],
    [(8, Stage.ALUMNI, "A repris un travail à plein temps")],
    [(3, Stage.DUO, "team")],
]


def walk(world: World) -> None:
    """Everybody whose training is over goes on, as their référent noted it then."""
    carry_out_training(now=world.now)
    referents = Membership.objects.filter(role=Membership.Role.REFERENT).select_related("person").order_by("pk")
    by_promotion = {one.promotion_id: one.person for one in referents}
    trained = Journey.objects.filter(stage=Stage.TRAINED).select_related("person").order_by("person")
    with write():
        for number, journey in enumerate(trained):
            mine = Membership.objects.mentors().filter(person=journey.person).order_by("-starts_at", "-pk")[0]
            for weeks, to, why in PATHS[number % len(PATHS)]:
                then = max(world.now - timedelta(weeks=weeks), journey.since)
                advance(journey, to, actor=by_promotion[mine.promotion_id], why=why, now=then)
