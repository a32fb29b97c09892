"""Which information sessions a call offers, for many calls in one query."""

from collections.abc import Iterable
from datetime import datetime

from cms.models.calls import Call
from community.models import Audience
from events.models import Event

MOST = 4


def offered_sessions(calls: Iterable[Call], now: datetime) -> dict[int, list[Event]]:
    """{call key: its branch's next sessions before its training begins}; calls come from `with_facts()`."""
    calls = list(calls)
    sessions = Event.objects.published().of_kind(Event.Kind.INFORMATION).upcoming(now)
    sessions = sessions.filter(branch__in={call.branch_id for call in calls}, audience=Audience.PUBLIC)
    coming = list(sessions.select_related("branch").soonest_first())
    return {call.pk: [event for event in coming if fits(event, call)][:MOST] for call in calls}


def fits(event: Event, call: Call) -> bool:
    """The branch's own, and before the first training day."""
    begins = call.facts.training_begins
    return event.branch_id == call.branch_id and (begins is None or event.starts_at < begins)
