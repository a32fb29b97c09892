"""At the team's desk: who phoned, who walked in, who came."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from events.actions.lives import LifeRefusal, lock_for
from events.actions.queue import move
from events.actions.seats import SeatRefusal, take_seat, tell_seated
from events.models import Event, Registration
from events.models.roll import roll
from events.policies import may_note_attendance
from hub.db import require_write, write
from hub.journal import record
from hub.models import Person
from hub.reactions import react

Attendance = Registration.Attendance


@dataclass(frozen=True)
class Caller:
    """Somebody the team speaks to; an e-mail address brings the confirmation, none is needed."""

    first_name: str
    last_name: str
    phone: str
    email: str


def register_caller(
    *, actor: Person, event_id: int, caller: Caller, mode: str, now: datetime, guests: int = 0
) -> Registration:
    """Seats, or a place on the waiting list, for somebody who phoned; who walks in once it has begun came.

    The same person again changes nothing. Raises LifeRefusal, SeatRefusal.
    """
    with write():
        event = lock_for(actor, event_id, now, begun=True)
        person = find_caller(event, caller) or make_guest(event, caller, now)
        if event.starts_at > now:
            taken = take_seat(actor=actor, event=event, person=person, mode=mode, now=now, wait=True, guests=guests)
            return tell_seated(taken, actor=actor, now=now)
        return let_in(actor=actor, event=event, person=person, mode=mode, now=now, guests=guests)


def find_caller(event: Event, caller: Caller) -> Person | None:
    """The member of that address, or the guest of that name who is on the list already."""
    if caller.email:
        member = Person.objects.active().filter(email__iexact=caller.email).first()
        if member is not None:
            return member
    names = {"first_name__iexact": caller.first_name, "last_name__iexact": caller.last_name}
    guests = Person.objects.filter(registrations__event=event, email__iexact=caller.email, phone=caller.phone)
    return guests.filter(**names).order_by("pk").first()


def make_guest(event: Event, caller: Caller, now: datetime) -> Person:
    """A step: somebody who cannot sign in."""
    require_write()
    return Person.objects.create(
        email=caller.email,
        first_name=caller.first_name,
        last_name=caller.last_name,
        phone=caller.phone,
        language=event.language,
        is_active=False,
        password=make_password(None),
        created_at=now,
    )


def let_in(*, actor: Person, event: Event, person: Person, mode: str, now: datetime, guests: int = 0) -> Registration:
    """A step, on a locked event that has begun: whoever stands at the door has come, full or not; no mail."""
    require_write()
    if event.status != Event.Status.PUBLISHED:
        raise LifeRefusal("cancelled", _("This event does not take place."))
    if mode not in event.modes:
        raise SeatRefusal("mode", _("Please choose how you take part."))
    found = Registration.objects.filter(event=event, person=person).select_related("person").first()
    gone = Registration.State.WITHDRAWN
    registration = found or Registration(event=event, person=person, created_at=now, state=gone)
    registration.event, registration.mode, registration.attendance = event, mode, Attendance.PRESENT
    registration.guests = max(registration.guests, guests)
    move(registration, Registration.State.CONFIRMED, now)
    record(actor, "registration.walked_in", registration, event=event.pk)
    react("registration.attended", registration=registration, actor=actor, now=now)
    return registration


def note_attendance(*, actor: Person, event_id: int, marks: dict[int, str], now: datetime) -> int:
    """{person key: "present", "absent" or "" for not noted} of those on the roll; answers how many changed.

    A mentor of the promotion gets their row when they are first noted. Raises LifeRefusal.
    """
    with write():
        event = lock_for(actor, event_id, now, begun=True)
        check_noting(event, now)
        return note(event, marks, actor=actor, now=now)


def check_noting(event: Event, now: datetime) -> None:
    """Raises LifeRefusal where nobody can be noted: it does not take place, or not yet."""
    if event.status != Event.Status.PUBLISHED:
        raise LifeRefusal("cancelled", _("This event does not take place."))
    if not may_note_attendance(event, now):
        raise LifeRefusal("early", _("It is too early: who came can be noted from an hour before it begins."))


def note(event: Event, marks: dict[int, str], *, actor: Person | None, now: datetime, how: str = "team") -> int:
    """A step, on a locked event: the marks of those on the roll, and `how` they were seen; answers how many changed."""
    require_write()
    changed = [row for row in roll(event) if row.attendance != marks.get(row.person_id, row.attendance)]
    for registration in changed:
        registration.attendance = marks[registration.person_id]
        enter(registration, now)
        record(actor, "registration.attended", registration, attendance=registration.attendance, how=how)
        react("registration.attended", registration=registration, actor=actor, now=now)
    return len(changed)


def enter(registration: Registration, now: datetime) -> None:
    """A step: keeps what was noted; who was on the roster alone is registered from now on."""
    require_write()
    if registration.state == Registration.State.CONFIRMED:
        registration.save(update_fields=["attendance"])
        return
    registration.created_at = registration.created_at or now
    move(registration, Registration.State.CONFIRMED, now)


def mend_attendance(*, actor: Person | None, registration: Registration, attendance: str) -> None:
    """A step, on a locked event: what an undo puts back; whoever takes the move back knows already."""
    require_write()
    registration.attendance = attendance
    registration.save(update_fields=["attendance"])
    record(actor, "registration.attended", registration, attendance=attendance)


def export_roll(*, actor: Person, event_id: int, now: datetime) -> list[Registration]:
    """Everybody on the roll, then who was offered a seat or waits, for a file that leaves the hub: the journal says so.

    Raises LifeRefusal.
    """
    with write():
        event = lock_for(actor, event_id, now, begun=True)
        others = Registration.objects.concerned().filter(event=event).exclude(state=Registration.State.CONFIRMED)
        here = roll(event)
        keys = {row.pk for row in here}
        waiting = [row for row in others.select_related("person").order_by("queue_number", "pk") if row.pk not in keys]
        record(actor, "attendance.exported", event, people=len(here) + len(waiting))
    return here + waiting
