"""The waiting list: whoever comes first is offered the seat that becomes free, for a time; then the next one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef

from events.actions.rooms import follow_seat
from events.actions.schedule import lock_events
from events.actions.turns import pass_on
from events.models import Event, Registration
from events.models.lines import line_of
from events.models.registrations import RegistrationQuerySet
from events.models.seats import LAST_CALL, Seats, count_seats, gathers_seats
from events.policies import DOORS, may_offer, offer_ends
from hub.actions.notify import notify
from hub.db import require_write, write
from hub.journal import record
from hub.models import Person

State = Registration.State


def say(
    registration: Registration,
    kind: str,
    now: datetime,
    *,
    quiet: bool = False,
    way: str = "",
    due_at: datetime | None = None,
) -> None:
    """A step: queues the mail of this change, once; `quiet` where another mail tells of it, `way` where it is about one.

    `due_at` where it can still be undone until then.
    """
    if quiet:
        return
    key = f"{kind}:{registration.pk}:{registration.sequence}"
    facts: dict[str, str | int] = {"way": way}
    person, target_id = registration.person, registration.pk
    notify(person=person, kind=kind, target_id=target_id, key=key, facts=facts, due_at=due_at, now=now)


def move(
    registration: Registration, state: str, now: datetime, *, until: datetime | None = None, wish: str = ""
) -> None:
    """A step: the registration in another state, as calendars and the event's room must hear of it; the number lasts while
    one waits.
    """
    require_write()
    seated = registration.state == State.CONFIRMED
    registration.state, registration.wish, registration.said = state, wish, ""
    registration.offered_until, registration.modified_at = until, now
    if not wish and state not in {State.WAITING, State.OFFERED}:
        registration.queue_number = None
    registration.sequence += 1
    registration.told_alone = registration.told_alone and state == State.CONFIRMED
    note_seat(registration, seated=seated, now=now)
    registration.save()
    if seated != (state == State.CONFIRMED):
        follow_seat(registration, begins=not seated, now=now)


def note_seat(registration: Registration, *, seated: bool, now: datetime) -> None:
    """A step: since when the seat is theirs, `seated` where it was before; the printed sheet keeps who leaves at the door."""
    require_write()
    if registration.state == State.CONFIRMED:
        registration.seated_at = registration.seated_at or now
    elif seated and now < registration.event.starts_at - DOORS:
        registration.seated_at = None


def join_queue(
    registration: Registration, *, actor: Person | None, now: datetime, quiet: bool = False, wish: str = ""
) -> None:
    """A step, on a locked event: the last place of the list of one way of taking part; with `wish` beside one's seat."""
    require_write()
    mode = wish or registration.mode
    queue = Registration.objects.filter(event=registration.event_id).in_line_for(mode)
    registration.queue_number = (queue.aggregate(Max("queue_number"))["queue_number__max"] or 0) + 1
    move(registration, State.CONFIRMED if wish else State.WAITING, now, wish=wish)
    record(actor, "registration.queued", registration, event=registration.event_id, mode=mode)
    say(registration, "event.waiting", now, quiet=quiet)


@dataclass(frozen=True)
class SeatLine:
    """The people who wait for seats of one locked event."""

    event: Event

    @property
    def rows(self) -> RegistrationQuerySet:
        """All of its registrations."""
        return Registration.objects.filter(event=self.event).select_related("person")

    def lapsed(self, now: datetime) -> Registration | None:
        """Whoever let the hour pass; everybody once it has begun."""
        late = self.rows.filter(offered_until__isnull=False).order_by("queue_number", "pk")
        return (late if self.event.starts_at <= now else late.filter(offered_until__lte=now)).first()

    def lapse(self, row: Registration, now: datetime) -> None:
        """They leave the list, and are told how to come back; whoever has a seat of the other way keeps it."""
        wish = row.wish
        move(row, State.CONFIRMED if wish else State.WITHDRAWN, now)
        record(None, "registration.offer_ended", row, event=self.event.pk)
        say(row, "event.offer_ended", now, way=wish)

    def next_ones(self, now: datetime) -> list[Registration]:
        """Those whom the free seats suffice for, way by way."""
        if not may_offer(self.event, now):
            return []
        found: list[Registration] = []
        for (_event, mode), seats in count_seats([self.event], now).items():
            line = line_of(self.event, mode, now) if seats.free else []
            found += next_ones((turn.registration for turn in line), seats, gathers=gathers_seats(self.event, now))
        return found

    def offer(self, row: Registration, now: datetime) -> None:
        """Keeps a seat for them, and says until when."""
        move(row, row.state if row.wish else State.OFFERED, now, until=offer_ends(self.event, now), wish=row.wish)
        record(None, "registration.offered", row, event=self.event.pk)
        say(row, "event.offered", now)


def settle_queue(event: Event, *, now: datetime) -> None:
    """A step, on a locked event: ends the offers nobody took in time, then offers what is free to whoever is first."""
    require_write()
    pass_on(SeatLine(event), now=now)


def next_ones(queue: Iterable[Registration], seats: Seats, *, gathers: bool) -> list[Registration]:
    """Who is offered a seat: the first, and those after them while there are seats.

    A party waits until all of its seats are there, and nobody passes it while it `gathers` them; one that no number of
    free seats could hold stops nobody. See docs/decisions/21-parties-and-the-waiting-list.md.
    """
    free, chosen = seats.free, []
    for one in queue:
        if one.party <= free:
            chosen.append(one)
            free -= one.party
        elif gathers and one.party <= seats.total:
            break
    return chosen


def suspend_offers(event: Event, *, now: datetime) -> None:
    """A step, on a locked event that was cancelled: who was offered a seat waits again, where they stood."""
    require_write()
    rows = Registration.objects.filter(event=event, offered_until__isnull=False).order_by("queue_number", "pk")
    for offered in rows:
        move(offered, offered.state if offered.wish else State.WAITING, now, wish=offered.wish)


def shorten_offers(event: Event, *, now: datetime) -> None:
    """A step, on a locked event whose hours have changed: no seat is kept longer than its new beginning lets it be."""
    require_write()
    latest = offer_ends(event, now)
    for offered in Registration.objects.filter(event=event, offered_until__gt=latest).order_by("queue_number", "pk"):
        move(offered, offered.state, now, until=latest, wish=offered.wish)


def settle_due(*, now: datetime) -> int:
    """Ends the offers whose time is over and passes the seats on; answers for how many events. Harmless when repeated.

    Also where a party has gathered seats in vain, and it is time to offer them to those behind it.
    """
    late = Registration.objects.filter(offered_until__lte=now)
    keys = set(late.order_by().values_list("event", flat=True).distinct()) | set(last_calls(now))
    for key in sorted(keys):
        with write():
            settle_queue(lock_events(key)[key], now=now)
    return len(keys)


def last_calls(now: datetime) -> list[int]:
    """The events whose last call it is, where somebody waits whom the free seats suffice for; two queries."""
    soon = Event.objects.published().upcoming(now).filter(starts_at__lte=now + LAST_CALL)
    waits = Registration.objects.filter(event=OuterRef("pk")).first_come_first()
    events = list(soon.filter(Exists(waits)).order_by("pk"))
    free = {key: seats.free for key, seats in count_seats(events, now).items() if seats.free}
    rows = Registration.objects.filter(event__in={event for event, _mode in free}).first_come_first()
    return [one.event_id for one in rows if one.party <= free.get((one.event_id, one.awaits), 0)]
