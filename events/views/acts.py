"""What one can do with a seat that one has: by one's own page, by the mailed link, at the team's desk."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from events.actions.guests import bring_guests
from events.actions.seats import accept_offer, withdraw
from events.actions.switch import change_way
from events.models import Registration
from events.models.lines import turn_of
from events.parties import party_choices, read_guests
from events.views.shown import Way, show_ways
from hub.answers import Tried, attempt

UNKNOWN = 422
ACTS: dict[str, Any] = {"accept": accept_offer, "guests": bring_guests, "switch": change_way, "withdraw": withdraw}


def act_on(
    registration: Registration, data: Mapping[str, str], *, actor: Any, now: datetime, as_team: bool = False
) -> Tried:
    """Does what the button `act` says: takes what is offered, brings `guests`, changes to `mode`, gives the seat back."""
    act = data.get("act", "")
    if act not in ACTS:
        return Tried(None, _("This request is damaged."), UNKNOWN)
    facts = {"actor": actor, "registration_id": registration.pk, "now": now, "as_team": as_team}
    more: dict[str, Any] = {"guests": {"guests": read_guests(data)}, "switch": {"mode": data.get("mode", "")}}
    return attempt(ACTS[act], **facts, **more.get(act, {}))


def choices_of(registration: Registration, now: datetime) -> dict[str, Any]:
    """What one can choose from: how many guests, the other way of taking part; and the place in a line."""
    queued = registration.queue_number is not None and registration.offered_until is None
    turn = turn_of(registration, now) if queued else None
    return {
        "registration": registration,
        "parties": parties(registration),
        "other": other_way(registration, now),
        "place": turn.place if turn else 0,
        "reason": turn.reason if turn else "",
    }


def parties(registration: Registration) -> list[tuple[int, str]]:
    """How many guests this person can choose from; nothing where there is no choice."""
    most = max(registration.event.guests, registration.guests)
    return party_choices(most) if most else []


def other_way(registration: Registration, now: datetime) -> Way | None:
    """The way of taking part that is not one's own, where there is one."""
    if len(registration.event.modes) == 1:
        return None
    return next(
        way for way in show_ways([registration.event], now)[registration.event_id] if way.mode != registration.mode
    )
