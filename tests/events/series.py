"""Series for tests: an apéro every first Thursday, through the one action that plans them."""

import uuid
from datetime import date

from events.actions.details import Details
from events.actions.plan import Plan
from events.actions.series import SeriesPlan, plan_series
from events.models import Event
from tests.events.test_feeds import add

UID = uuid.UUID("5e51e5aa-0000-4000-8000-000000000001")
PLACE = {"place": "Café", "address": "", "join_url": "", "seats_in_person": 9, "seats_online": 0}


def apero(cast, now) -> Event:
    """One date that belongs to no series."""
    return add(cast, now)


def plan_apero(cast, now, *, actor=None, branch="lille", published=True, uid=UID, **more) -> list[Event]:
    """Five dates from December to April; `more` changes the rhythm, the last day, the seats."""
    rule = {"rhythm": "first", "until": date(2027, 4, 30), "skip_holidays": False, **more}
    held = {name: rule.pop(name) for name in list(rule) if name in PLACE}
    hours = {"wall_start": "2026-12-03T18:30", "wall_end": "2026-12-03T20:30"}
    plan = Plan(
        uid=uid,
        details=Details(title="Apéro", description="", **hours, **{**PLACE, **held}),
        kind="apero",
        branch_id=cast.branches[branch].pk,
        promotion_id=None,
        audience="public",
        mode="in_person",
        language="fr",
        published=published,
    )
    return plan_series(actor=actor or cast.coordinator, wish=SeriesPlan(plan=plan, **rule), now=now)
