"""The demo's mentors after their training: most in a duo, some free, one taking a break, one who accompanies nobody any more."""

from datetime import timedelta

from community.actions.delays import put_off
from community.actions.stages import advance, carry_out_training
from community.models import Journey, Membership, Stage
from community.stage_due import is_due
from hub.db import write
from hub.demo_world import World
from hub.models import Person

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
    put_one_off(world, by_promotion)


def put_one_off(world: World, referents: dict[int, Person]) -> None:
    """Of those who are to be called, the last one travels: their référent calls next week."""
    due = Journey.objects.filter(is_due(world.now)).select_related("person").order_by("pk")
    journey = due.last()
    if journey is not None:
        mine = Membership.objects.mentors().filter(person=journey.person).order_by("-starts_at", "-pk")[0]
        facts = {"actor": referents[mine.promotion_id], "now": world.now}
        put_off(person_id=journey.person_id, days=5, why="En voyage, joignable la semaine prochaine", **facts)
