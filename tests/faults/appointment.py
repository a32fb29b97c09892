"""An event of tomorrow on which one mentor has a seat, for a clock that jumps: `python -m tests.faults.appointment`."""

import os
from datetime import timedelta
from zoneinfo import ZoneInfo

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
django.setup()

from django.utils import timezone  # noqa: E402  # Django must be set up first

from events.actions.schedule import WALL, schedule_event  # noqa: E402  # the same
from events.actions.seats import register  # noqa: E402  # the same
from hub.db import write  # noqa: E402  # the same
from hub.models import Branch, Person  # noqa: E402  # the same


def main() -> None:
    """It begins in 25 hours, and the seat was taken before any reminder was due: the week's is, and a day later the last."""
    branch = Branch.objects.get(slug="essai")
    now = timezone.now()
    start, before = now.astimezone(ZoneInfo(branch.zone)) + timedelta(hours=25), now - timedelta(days=10)
    with write():
        event = schedule_event(
            actor=None, branch=branch, wall_start=start.strftime(WALL),
            wall_end=(start + timedelta(hours=2)).strftime(WALL), now=before, kind="apero", title="Apéro",
            mode="in_person", place="Café", seats_in_person=10,
        )  # fmt: skip
    person = Person.objects.get(email__startswith="mentor0@")
    register(actor=person, event_id=event.pk, mode="in_person", now=before)


if __name__ == "__main__":
    main()
