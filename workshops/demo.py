"""The workshops' demo scene: nine promotions, archived, running and to come, with their mentors and what they say."""

from datetime import date, timedelta

from django.utils import timezone

from community.actions.promotions import enrol
from community.demo import know_a_name, talk
from community.demo_journeys import walk
from community.models import Membership
from events.demo import propose_coffee
from events.demo_door import propose_apero
from hub.db import write
from hub.demo_content.people import MENTORS, STAFF
from hub.demo_world import World
from hub.models import Person
from workshops.actions.promotions import open_promotion

# (branch, number, weeks from today to the first training day, language)
PROMOTIONS = [
    ("lille", 12, -45, "fr"),
    ("lille", 13, -9, "fr"),
    ("lille", 14, 8, "fr"),
    ("paris", 21, -12, "fr"),
    ("paris", 22, 2, "fr"),
    ("marseille", 9, 4, "fr"),
    ("lyon", 3, 12, "fr"),
    ("bruxelles", 31, 7, "fr"),
    ("rotterdam", 6, 6, "nl"),
]
# The numbers of the mentors who were trained in Lille 12.
EARLIER = {11, 12, 13, 14, 15, 17}
OFFSETS = (0, 2, 7, 9)
TUESDAY = 1


def training_days(world: World, weeks: int) -> list[date]:
    """Tuesday and Thursday of two weeks."""
    monday = timezone.localdate(world.now) - timedelta(days=timezone.localdate(world.now).weekday())
    first = monday + timedelta(weeks=weeks, days=TUESDAY)
    return [first + timedelta(days=offset) for offset in OFFSETS]


def referent_of(world: World, branch: str) -> Person:
    """The branch's référent, failing that somebody who works for it, failing that the first référent."""
    rows = sorted(STAFF, key=lambda row: (row["branch"] != branch, row["role"] != "referent"))
    return world.people[rows[0]["email"]]


def scene(world: World) -> None:
    """Opens the promotions at the time they would have been, and fills the running ones."""
    for branch, number, weeks, language in PROMOTIONS:
        opened = world.now - timedelta(weeks=max(0, 8 - weeks))
        world.promotions[f"{branch}-{number}"] = open_promotion(
            actor=None,
            branch=world.branches[branch],
            number=number,
            days=training_days(world, weeks),
            now=opened,
            referent=referent_of(world, branch),
            language=language,
        )
    fill(world)
    walk(world)
    for name, promotion in world.promotions.items():
        talk(world, name, promotion)
    know_a_name(world)
    propose_coffee(world, world.promotions["lille-13"])
    propose_apero(world)


def fill(world: World) -> None:
    """Mentors join a running promotion of their branch; those of other branches join either, in turn.

    Some have come through an earlier one before.
    """
    running = ["lille-13", "paris-21"]
    with write():
        for index, row in enumerate(MENTORS):
            own = [name for name in running if name.startswith(f"{row['branch']}-")]
            promotion = world.promotions[own[0] if own else running[index % 2]]
            since = world.now - timedelta(weeks=13)
            person = world.people[row["email"]]
            if index + 1 in EARLIER:
                earlier = world.promotions["lille-12"]
                then = world.now - timedelta(weeks=44)
                enrol(actor=None, promotion=earlier, person=person, role=Membership.Role.MENTOR, now=then)
            enrol(actor=None, promotion=promotion, person=person, role=Membership.Role.MENTOR, now=since)
