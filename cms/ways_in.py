"""From the page of an information session to the form in which one takes a seat there: that session is chosen already."""

from datetime import datetime
from typing import Any

from cms.models import Call, offered_sessions
from cms.models.states import CallState
from cms.spoken import places_for
from events.models import Event
from hub.panels import Panel

WELCOMING = (CallState.OPEN, CallState.CLOSING_SOON)
LATER = (CallState.FULL, CallState.SCHEDULED)
MOST = 4


def calls_of_session(event: Event, now: datetime) -> Panel:
    """`ways_in`: the calls whose form offers this session, its own branch's first; where none does, what else there is:
    its branch's calls whose form offers others, its waiting lists and the calls that open soon. Five queries at most.
    """
    calls = Call.objects.in_state(now, *WELCOMING, *LATER)
    offered = offered_sessions(calls, now)
    fit = [call for call in calls if call.state(now) in WELCOMING and event in offered[call.pk]]
    fit.sort(key=lambda call: call.branch_id != event.branch_id)
    own = [call for call in calls if call.branch_id == event.branch_id]
    own.sort(key=lambda call: call.state(now) in LATER)
    some = (fit or own)[:MOST]
    places = places_for([call.pk for call in some])
    doors: list[dict[str, Any]] = [
        {"call": call, "at": places[call.pk], "full": call.state(now) == CallState.FULL}
        for call in some
        if call.pk in places
    ]
    return Panel("cms/panels/way_in.html", {"event": event, "doors": doors, "fit": bool(fit)})
