"""The events' demo scene: information sessions of every branch over the next ten weeks."""

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from events.actions.schedule import schedule_event, wall
from events.demo_content.sessions import PLACES
from events.models import Event
from hub.db import write
from hub.demo_world import World
from hub.models import Branch

WEEKS = 10
EVENING, NOON, MORNING = time(18, 0), time(12, 30), time(10, 0)
# (weeks between two, weekday, hour, way of taking part)
RHYTHM = [(2, 1, EVENING, "in_person"), (3, 3, NOON, "online"), (4, 5, MORNING, "hybrid")]


def scene(world: World) -> None:
    """In person every other week, online every third, both every fourth."""
    monday = timezone.localdate(world.now) - timedelta(days=timezone.localdate(world.now).weekday())
    with write():
        for index, (slug, branch) in enumerate(world.branches.items()):
            for every, weekday, hour, mode in RHYTHM:
                for week in range(1 + index % 2, WEEKS, every):
                    day = monday + timedelta(weeks=week, days=weekday)
                    add_session(world, branch, slug, wall(day, hour), mode)


def add_session(world: World, branch: Branch, slug: str, start: str, mode: str) -> Event:
    """One session of an hour and a half, titled in the branch's first language."""
    place = PLACES[slug]
    hour, minute = int(start[11:13]), int(start[14:16])
    end = f"{start[:11]}{hour + 1 + (minute + 30) // 60:02}:{(minute + 30) % 60:02}"
    online = mode == Event.Mode.ONLINE
    language = branch.languages[0]
    with override(language):
        title = _("Discover mentoring")
    return schedule_event(
        actor=None,
        branch=branch,
        wall_start=start,
        wall_end=end,
        now=world.now - timedelta(weeks=4),
        kind=Event.Kind.INFORMATION,
        title=title,
        language=language,
        mode=mode,
        place="" if online else place["name"],
        address="" if online else place["address"],
        access={} if online else place["access"],
        join_url="" if mode == Event.Mode.IN_PERSON else f"https://visio.lebanc.example/{slug}",
        seats_in_person=0 if online else 16,
        seats_online=0 if mode == Event.Mode.IN_PERSON else 30,
    )
