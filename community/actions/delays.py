"""The team puts off a call to a mentor, without a move: for some working days, with a few words, taken back for ten minutes."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from community.actions.journeys import find_journey
from community.actions.stages import JourneyRefusal
from community.models import Delay, Journey
from community.policies import may_undo_delay
from community.stage_due import due_day
from hub.db import write
from hub.journal import record
from hub.models import Person
from hub.words.working_days import working_days_after

FARTHEST = 15
KEEP = timedelta(days=92)


def put_off(*, actor: Person, person_id: int, days: int, now: datetime, why: str = "") -> None:
    """A mentor who is to be called is called so many working days later; the same twice is harmless.

    Raises JourneyRefusal where nobody is to be called, or for more than three weeks.
    """
    today = timezone.localdate(now)
    with write():
        journey = Journey.objects.select_for_update().get(pk=find_journey(actor, person_id, now).pk)
        by = due_day(journey)
        if by is None or by > today:
            if journey.call_on == working_days_after(today, days):
                return
            if journey.call_on is not None:
                raise JourneyRefusal("later", _("Somebody has put this call off meanwhile: nothing was changed."))
            raise JourneyRefusal("early", _("The team is not to call them at this moment."))
        if not 1 <= days <= FARTHEST:
            raise JourneyRefusal("day", _("Please choose a day within the next three weeks."))
        journey.call_on = working_days_after(today, days)
        journey.save(update_fields=["call_on"])
        Delay.objects.create(journey=journey, actor=actor, at=now, until=journey.call_on, why=why)
        record(actor, "journey.put_off", journey, until=journey.call_on.isoformat())


def undo_delay(*, actor: Person, delay_id: int, now: datetime) -> None:
    """They are to be called as before. Raises JourneyRefusal once it is too late, or where something has followed."""
    with write():
        delay = Delay.objects.select_related("journey").filter(pk=delay_id).first()
        if delay is None:
            raise JourneyRefusal("undo", _("This has been taken back already."))
        journey = Journey.objects.select_for_update().get(pk=find_journey(actor, delay.journey.person_id, now).pk)
        last = journey.delays.filter(at__gte=journey.since).order_by("-at", "-pk").first()
        if last != delay:
            raise JourneyRefusal("undo", _("Something has happened since: this can no longer be undone."))
        if not may_undo_delay(delay, actor, now):
            raise JourneyRefusal("undo", _("A move can be undone for ten minutes, by whoever made it."))
        delay.delete()
        journey.call_on = journey.put_off_to()
        journey.save(update_fields=["call_on"])
        record(actor, "journey.put_off_undone", journey)


def erase_old_delays(*, now: datetime) -> int:
    """Why somebody was not called serves the next call: it goes three months later. Harmless when repeated."""
    old = Delay.objects.filter(at__lt=now - KEEP)
    if not old.exists():
        return 0
    with write():
        return old.delete()[0]
