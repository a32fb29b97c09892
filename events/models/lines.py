"""The lines of an event: who waits for which way of taking part, in which turn, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from community.duos import in_running_duo
from community.models import Membership
from events.fairness import Standing, in_turn
from events.models.events import Event
from events.models.registrations import Registration
from events.models.roll import MEMORY


@dataclass(frozen=True)
class Turn:
    """Somebody's place in a line, counted from 1; the reason where the line is not simply first come, first served."""

    registration: Registration
    place: int
    reason: str = ""


def line_of(event: Event, mode: str, now: datetime) -> list[Turn]:
    """Who waits for this way of taking part, whose turn comes first; one query, four where the line is fair."""
    rows = Registration.objects.filter(event=event).in_line_for(mode).first_come_first()
    waiting = list(rows.select_related("person"))
    for one in waiting:
        one.event = event
    if event.turns != Event.Turns.FAIR or not waiting:
        return [Turn(one, place) for place, one in enumerate(waiting, 1)]
    known = {
        standing.number: (standing, one) for standing, one in zip(stand(event, waiting, now), waiting, strict=True)
    }
    turns = in_turn(standing for standing, _one in known.values())
    return [Turn(known[standing.number][1], place, standing.reason.value) for place, standing in enumerate(turns, 1)]


def stand(event: Event, waiting: Sequence[Registration], now: datetime) -> list[Standing]:
    """What is known of each, in the order given; three queries at most."""
    people = [one.person_id for one in waiting]
    seats = Registration.objects.coming().filter(
        person__in=people, event__kind=event.kind, event__branch=event.branch_id
    )
    past = seats.filter(
        event__starts_at__gt=now - MEMORY, event__starts_at__lte=now, event__status=Event.Status.PUBLISHED
    )
    served = set(past.values_list("person", flat=True))
    also = event.open_promotions.values("promotion")
    members = Membership.objects.current(now).filter(
        Q(promotion=event.promotion_id) | Q(promotion__in=also), person__in=people
    )
    promotion = set(members.values_list("person", flat=True)) if event.promotion_id else set()
    duos = in_running_duo(people)
    return [
        Standing(number, one.person_id in served, one.person_id in duos, one.person_id in promotion)
        for number, one in enumerate(waiting, 1)
    ]


def turn_of(registration: Registration, now: datetime) -> Turn:
    """The turn of somebody who waits, or is to be told of it."""
    line = line_of(registration.event, registration.awaits, now)
    found = next((turn for turn in line if turn.registration.pk == registration.pk), None)
    return found or Turn(registration, len(line) + 1)
