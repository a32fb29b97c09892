"""The waiting list of a call: a place that becomes free is offered to the first, for a time; then to the next one."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from cms.actions.steps import ApplicationRefusal, advance, lock_application, lock_call
from cms.models import Application, Call
from cms.models.applications import State
from cms.policies import OFFER_ENDED, may_offer_place
from events.actions.turns import pass_on
from events.policies import MOST, kept_until
from hub.actions.notify import notify
from hub.db import write
from hub.journal import record
from hub.models import Person


def say(application: Application, kind: str, now: datetime) -> None:
    """A step: queues the mail of this turn; with its instant, as the same place in the line may be offered to again."""
    key = f"{kind}:{application.pk}:{now.isoformat()}"
    notify(person=application.person, kind=kind, target_id=application.pk, key=key, now=now)


@dataclass(frozen=True)
class CallLine:
    """The people on the waiting list of one locked call."""

    call_id: int

    def lapsed(self, now: datetime) -> Application | None:
        """Whoever let the hour pass."""
        rows = Application.objects.first_come_first().filter(call=self.call_id, offered_until__lte=now)
        return rows.select_related("person", "call__branch").first()

    def lapse(self, row: Application, now: datetime) -> None:
        """They leave the list, and are told how to come back."""
        advance(row, State.WITHDRAWN, actor=None, why=OFFER_ENDED, now=now)
        say(row, "application.offer_ended", now)

    def next_ones(self, now: datetime) -> list[Application]:
        """As many as there are places, the first first."""
        call = Call.objects.with_facts().get(pk=self.call_id)
        if not may_offer_place(call, now):
            return []
        rows = Application.objects.first_come_first().filter(call=self.call_id, offered_until=None)
        return list(rows.select_related("person", "call__branch")[: call.facts.seats_left])

    def offer(self, row: Application, now: datetime) -> None:
        """Three days, fewer as the training comes nearer, and never an hour of the night."""
        begins = Call.objects.with_facts().get(pk=self.call_id).facts.training_begins
        row.offered_until = kept_until(begins or now + MOST * 4, row.call.branch.zone, now)
        row.save(update_fields=["offered_until"])
        record(None, "application.offered", row)
        say(row, "application.offered", now)


def settle_places(*, call_id: int, now: datetime) -> None:
    """A step, and a reaction to a place that became free: passes on what is there. Harmless when repeated."""
    lock_call(call_id)
    pass_on(CallLine(call_id), now=now)


def settle_calls_due(*, now: datetime) -> int:
    """Ends the offers whose time is over and offers what is free; answers for how many calls. Harmless when repeated."""
    waiting = Application.objects.first_come_first()
    late = waiting.filter(offered_until__lte=now).values("call")
    calls = Call.objects.with_facts().filter(
        Q(pk__in=waiting.filter(offered_until=None).values("call")) | Q(pk__in=late)
    )
    ended = set(late.order_by().values_list("call", flat=True))
    due = [one.pk for one in calls if one.pk in ended or (one.facts.seats_left and may_offer_place(one, now))]
    for key in sorted(due):
        with write():
            settle_places(call_id=key, now=now)
    return len(due)


def take_place(*, actor: Person | None, application_id: int, now: datetime) -> Application:
    """Takes the place that is offered: whoever had their interview is accepted, the others go on to a session.

    Harmless when repeated. Raises ApplicationRefusal once the hour has passed, or the training has begun.
    """
    with write():
        application = lock_application(application_id)
        if application.has_place and application.state != State.WAITING_LIST:
            return application
        call = Call.objects.with_facts().get(pk=application.call_id)
        until = application.offered_until
        if until is None or until <= now or not may_offer_place(call, now):
            raise ApplicationRefusal("late", _("This offer has ended: the place has been offered to the next person."))
        interviewed = application.transitions.filter(after=State.INTERVIEW_DONE, undone_by=None).exists()
        to = State.ACCEPTED if interviewed else State.RECEIVED
        advance(application, to, actor=actor, why="offer taken", now=now)
        say(application, "application.place_kept", now)
    return application
