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
from events.models.links import entry_for
from events.models.registrations import RegistrationQuerySet
from hub.actions.notify import notify, notify_all
from hub.acts import UNDO_FOR
from hub.db import require_write
from hub.models import Notice, Person
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
    # Once for each promotion, whatever one was in it.
    for one in {(row.person_id, row.promotion_id): row for row in memberships}.values():
        rows = lost_with(one.person, one.promotion, leaving, now).filter(event__in=list(events))
        held = list(rows.select_related("person").order_by("event", "pk"))
        seated = [row for row in held if is_seated(row, events[row.event_id])]
        due_at = told_at(one, actor, now)
        alone = cancelled_alone(one.person, seated, now)
        for row in held:
            give_back(row, events[row.event_id], actor=actor, now=now, told_at=due_at, quiet=row not in alone)
        tell_parted(one, seated, alone, due_at=due_at, now=now)
        days = {key for key, event in events.items() if event.promotion_id == one.promotion_id}
        tell_of_days(one, days - {row.event_id for row in seated}, due_at=due_at, now=now)


def lock_dates_of(promotions: Collection[int], *more: int, now: datetime) -> dict[int, Event]:
    """A step, on locked promotions: their own coming dates, and the events with these keys, locked in one order."""
    require_write()
    own = Event.objects.filter(of_promotions(promotions), audience=Audience.PROMOTION, starts_at__gt=now)
    return lock_events(*more, *own.values_list("pk", flat=True))


def is_seated(registration: Registration, event: Event) -> bool:
    """Whether it is a seat at a date that takes place."""
    return registration.state == State.CONFIRMED and event.status == Event.Status.PUBLISHED


def told_at(membership: Membership, actor: Person | None, now: datetime) -> datetime:
    """When they are told: where the team acted, once that can no longer be undone."""
    return now + UNDO_FOR if actor is not None and actor != membership.person else now


def cancelled_alone(person: Person, seated: Sequence[Registration], now: datetime) -> list[Registration]:
    """Those that an invitation of their own put into a calendar, and that only a cancellation of their own takes out of it.

    Where there is nothing else to tell, the mail about the promotion is that of the first: of one date it is a cancellation.
    """
    alone = [row for row in seated if row.told_alone]
    if not alone or entry_for(person, timezone.localdate(now)) != "file":
        return []
    return alone if len(alone) < len(seated) else alone[1:]


def give_back(
    registration: Registration, event: Event, *, actor: Person | None, now: datetime, told_at: datetime, quiet: bool
) -> None:
    """A step, on a locked event: what is held is free; `quiet` where the mail about the promotion tells of it."""
    require_write()
    free_seat(actor=actor, event=event, registration=registration, now=now, told_at=told_at, quiet=quiet)
    react("registration.withdrawn", registration=registration, actor=actor, now=now)


def tell_parted(
    membership: Membership,
    rows: Sequence[Registration],
    alone: Collection[Registration],
    *,
    due_at: datetime,
    now: datetime,
) -> None:
    """A step: one mail names all of these, and takes out of a calendar those that no mail `alone` does."""
    require_write()
    if not rows:
        return
    keys = {"seats": rows, "alone": alone}
    facts: dict[str, str | int] = {name: ",".join(str(row.pk) for row in found) for name, found in keys.items()}
    notify(
        person=membership.person,
        kind="event.parted",
        target_id=membership.promotion_id,
        key=f"event.parted:{rows[0].pk}:{rows[0].sequence}",
        due_at=due_at,
        facts=facts,
        now=now,
    )


def tell_of_days(membership: Membership, keys: Collection[int], *, due_at: datetime, now: datetime) -> None:
    """A step: training days without a seat, which a mail of their own has put into a calendar or changed there, leave it by one."""
    require_write()
    told = Notice.objects.filter(person=membership.person, kind="training.changed", state=Notice.State.SENT)
    days = set(told.filter(target_id__in=keys).values_list("target_id", flat=True))
    to = [(membership.person, key, f"training.left:{key}:{membership.pk}") for key in sorted(keys) if key in days]
    notify_all(to=to, kind="training.left", due_at=due_at, now=now)
