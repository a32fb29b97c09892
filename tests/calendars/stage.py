"""Prepares a house for the rush: so many events for its mentors, and a calendar link for each; prints what it made.

`python -m tests.calendars.stage EVENTS SEATS GUESTS LINKS`
"""

import json
import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
django.setup()

from django.utils import timezone  # noqa: E402  # Django must be set up first

from events.actions.links import open_link  # noqa: E402  # the same
from events.actions.schedule import WALL, schedule_event  # noqa: E402  # the same
from hub.db import write  # noqa: E402  # the same
from hub.models import Branch, Person  # noqa: E402  # the same


def main() -> None:
    """Everything far enough ahead for seats to gather."""
    events, seats, guests, links = map(int, sys.argv[1:])
    now, branch = timezone.now(), Branch.objects.get(slug="essai")
    made = []
    for number in range(events):
        begins = (now + timedelta(days=30 + number)).strftime(WALL)
        ends = (now + timedelta(days=30 + number, hours=2)).strftime(WALL)
        with write():
            event = schedule_event(
                actor=None, branch=branch, wall_start=begins, wall_end=ends, now=now - timedelta(days=1), kind="apero",
                title=f"Apéro {number}", mode="in_person", place="Café", seats_in_person=seats, guests=guests,
            )  # fmt: skip
        made.append(event.pk)
    people = Person.objects.filter(email__startswith="mentor").order_by("pk")[:links]
    secrets = [open_link(actor=one, name="Essai", now=now)[1] for one in people]
    sys.stdout.write(json.dumps({"events": made, "links": [f"/agenda/moi/{one}.ics" for one in secrets]}))


if __name__ == "__main__":
    main()
