"""Takes applications from a table, all at once: each as if it had been received on its day, without a mail."""

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from cms.actions.steps import ApplicationRefusal, lock_call
from cms.models import Application, Transition
from cms.models.sources import TABLE
from cms.policies import looks_after
from cms.tables import Applicant
from hub.db import write
from hub.journal import record
from hub.models import Person

NOON = time(12)


def import_applications(*, actor: Person, call_id: int, applicants: Sequence[Applicant], now: datetime) -> int:
    """Answers how many were made: whoever has applied meanwhile is left as they are. Raises ApplicationRefusal."""
    with write():
        call = lock_call(call_id)
        if call.branch_id not in looks_after(actor, now):
            raise ApplicationRefusal("forbidden", _("Only the team of this branch handles this application."))
        if call.cancelled_at is not None:
            raise ApplicationRefusal("cancelled", _("This call has been cancelled."))
        here = set(call.applications.alive().values_list("email_key", flat=True))
        fresh = {one.email.casefold(): one for one in applicants if one.email.casefold() not in here}
        zone = ZoneInfo(call.branch.zone)
        since = {key: min(now, datetime.combine(one.applied, NOON, zone)) for key, one in fresh.items()}
        people = Person.objects.bulk_create([guest_of(one, since[key]) for key, one in fresh.items()])
        made = Application.objects.bulk_create(
            Application(
                call=call,
                person=person,
                since=now,
                email_key=key,
                over_fifty=True,
                source=TABLE,
                created_at=since[key],
            )
            for key, person in zip(fresh, people, strict=True)
        )
        Transition.objects.bulk_create(
            Transition(application=one, after=one.state, actor=actor, at=now, why="imported") for one in made
        )
        record(actor, "applications.imported", call, count=len(made))
    return len(made)


def guest_of(one: Applicant, at: datetime) -> Person:
    """Somebody who cannot sign in."""
    return Person(
        email=one.email,
        first_name=one.first_name,
        last_name=one.last_name,
        phone=one.phone,
        language=one.language,
        is_active=False,
        password=make_password(None),
        created_at=at,
    )
