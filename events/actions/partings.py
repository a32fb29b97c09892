"""Whoever leaves a promotion gives back what they hold at its own coming dates, and the next in line is offered it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils import timezone

from community.models import Audience, Membership, Promotion
from events.actions.queue import State
from events.actions.rooms import lock_talks
from events.actions.schedule import lock_events
from events.actions.seats import free_seat
from events.models import Event, Registration
from events.models.events import EventQuerySet
from events.models.further import of_branches, of_promotions
from events.models.registrations import RegistrationQuerySet
from hub.actions.notify import notify
from hub.acts import UNDO_FOR
from hub.db import require_write
from hub.models import Person
from hub.policies import branches_of_team
from hub.reactions import react


def lost_with(person: Person, promotion: Promotion, leaving: Collection[int], now: datetime) -> RegistrationQuerySet:
    """What somebody holds at dates that are for this promotion, and loses with these memberships of it.

    Nothing of a date that is for another promotion of theirs too, or that they see as the team of a branch.
    """
    kept = Membership.objects.current(now).filter(person=person).exclude(pk__in=leaving).values("promotion")
    team = branches_of_team(person, on=timezone.localdate(now))
    shown = of_promotions(kept) | of_branches(team)
    own = Event.objects.filter(of_promotions([promotion.pk]), audience=Audience.PROMOTION, starts_at__gt=now)
    return Registration.objects.concerned().filter(person=person, event__in=own.exclude(shown))


def lost_at(person: Person, at: datetime, now: datetime) -> EventQuerySet:
    """The dates to come at which somebody gave back what they held when they left a promotion at that instant."""
    rows = Registration.objects.filter(person=person, state=State.WITHDRAWN, modified_at=at)
    own = Event.objects.published().upcoming(now).filter(audience=Audience.PROMOTION, pk__in=rows.values("event"))
    return own.soonest_first()


def give_seats_back(*, memberships: Sequence[Membership], actor: Person | None, now: datetime) -> None:
    """A reaction to `roster.left`, on locked promotions and before a room is: their seats, offers and places in line go.

    All the coming dates are locked, so that nobody registers meanwhile as who they are no more; and the rooms that will
    be told with those of the promotions, which are told later in the same transaction.
    """
    events = lock_dates_of({one.promotion_id for one in memberships}, now=now)
    lock_talks(events.values(), *(one.promotion.room_id for one in memberships))
    leaving = {one.pk for one in memberships}
    for one in memberships:
        rows = lost_with(one.person, one.promotion, leaving, now).filter(event__in=list(events))
        held = list(rows.select_related("person").order_by("event", "pk"))
        freed = [row for row in held if give_back(row, events[row.event_id], actor=actor, now=now)]
        tell_parted(one, freed, actor=actor, now=now)


def lock_dates_of(promotions: Collection[int], *more: int, now: datetime) -> dict[int, Event]:
    """A step, on locked promotions: their own coming dates, and the events with these keys, locked in one order."""
    require_write()
    own = Event.objects.filter(of_promotions(promotions), audience=Audience.PROMOTION, starts_at__gt=now)
    return lock_events(*more, *own.values_list("pk", flat=True))


def give_back(registration: Registration, event: Event, *, actor: Person | None, now: datetime) -> bool:
    """A step, on a locked event: what is held is free; whether it was a seat at a date that takes place."""
    require_write()
    seated = registration.state == State.CONFIRMED and event.status == Event.Status.PUBLISHED
    free_seat(actor=actor, event=event, registration=registration, now=now, quiet=True)
    react("registration.withdrawn", registration=registration, actor=actor, now=now)
    return seated


def tell_parted(membership: Membership, rows: Sequence[Registration], *, actor: Person | None, now: datetime) -> None:
    """A step: one mail takes all of these out of a calendar; where the team acted, once that can no longer be undone."""
    require_write()
    if not rows:
        return
    team = actor is not None and actor != membership.person
    facts: dict[str, str | int] = {"seats": ",".join(str(row.pk) for row in rows)}
    notify(
        person=membership.person,
        kind="event.parted",
        target_id=membership.promotion_id,
        key=f"event.parted:{rows[0].pk}:{rows[0].sequence}",
        due_at=now + UNDO_FOR if team else now,
        facts=facts,
        now=now,
    )
