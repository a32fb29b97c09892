"""Takes, changes and frees seats; the event's row is locked first, so a seat is never given twice."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from events.actions.consents import keep_answers
from events.actions.queue import join_queue, move, say, settle_queue
from events.actions.schedule import lock_events
from events.models import Event, Registration
from events.models.seats import count_seats
from events.policies import may_act_alone, may_register, may_run
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Person
from hub.reactions import react
from hub.words.clocks import by_clocks
from hub.words.dates import moment
from hub.words.phones import readable

State = Registration.State


class SeatRefusal(Refusal):
    """No seat for this person at this event: gone, begun, full, or not held this way."""


def check_open(event: Event | None, mode: str, now: datetime) -> Event:
    """The event, if one may take a seat of it now; raises SeatRefusal."""
    if event is None or event.status != Event.Status.PUBLISHED:
        raise SeatRefusal("cancelled", _("This date is no longer offered. Please choose another one."))
    if event.starts_at <= now:
        raise SeatRefusal("begun", _("This date has passed. Please choose another one."))
    if mode not in event.modes:
        raise SeatRefusal("mode", _("Please choose how you take part."))
    return event


def check_alone(event: Event, now: datetime, *, alone: bool = True) -> None:
    """Raises SeatRefusal, with whom to call, once its deadline has passed, for whoever acts `alone`."""
    if alone and not may_act_alone(event, now):
        said = _("Registrations closed on %(when)s. Please call us, we will see what can be done: %(phone)s.")
        when = moment(event.closing or now, (get_language() or "fr")[:2], year=False) + by_clocks(event.clock)
        raise SeatRefusal("deadline", said % {"when": when, "phone": readable(event.branch.phone)})


def take_seat(
    *,
    actor: Person | None,
    event: Event | None,
    person: Person,
    mode: str,
    now: datetime,
    wait: bool = False,
    quiet: bool = False,
    guests: int = 0,
) -> Registration:
    """A step, on a locked event: seats for one person and the guests they bring, or with `wait` a place on the list.

    The same again changes nothing: guests are asked of whoever has neither seat nor place yet. Whoever has a seat and
    finds no other keeps it. `quiet` where another mail tells this person of it, of more than this. Raises SeatRefusal.
    """
    require_write()
    event = check_open(event, mode, now)
    registration = row_of(event, person, now)
    state, same = registration.state, registration.mode == mode
    if same and (state == State.CONFIRMED or (state == State.WAITING and wait)):
        return registration
    kept = mode == registration.awaits and registration.is_kept(now)
    registration.mode = mode
    if state == State.WITHDRAWN:
        registration.guests = check_guests(event, guests)
    left = count_seats([event], now)[event.pk, mode].left
    if kept or left >= registration.party:
        registration.told_alone = not quiet
        move(registration, State.CONFIRMED, now)
        record(actor, "registration.confirmed", registration, event=event.pk, mode=mode)
        say(registration, "event.registered", now, quiet=quiet)
        settle_queue(event, now=now)
    elif wait and state in {State.WAITING, State.WITHDRAWN}:
        join_queue(registration, actor=actor, now=now, quiet=quiet)
        if event.turns == Event.Turns.FAIR:
            # Whoever comes may stand before a party for which seats gather.
            settle_queue(event, now=now)
    else:
        raise SeatRefusal("full", say_full(left, registration.party))
    return registration


def note_told(*rows: Registration) -> None:
    """A step: another mail than usual, and yet one about this seat alone, tells of it."""
    require_write()
    for one in rows:
        one.told_alone = one.state == State.CONFIRMED
        one.save(update_fields=["told_alone"])


def say_full(left: int, party: int) -> str:
    """Why there are not seats enough for so many."""
    if not left:
        return _("The last seat has just been taken. Please choose another date.")
    words = ngettext(
        "Only %(left)d seat is left, and you are %(party)d. Come with fewer people, or put yourselves on the waiting list.",
        "Only %(left)d seats are left, and you are %(party)d. Come with fewer people, or put yourselves on the waiting list.",
        left,
    )
    return words % {"left": left, "party": party}


def row_of(event: Event, person: Person, now: datetime) -> Registration:
    """The one row of this person at this event; one that is not saved yet where there is none."""
    rows = Registration.objects.filter(event=event, person=person).select_related("person", "event")
    return rows.first() or Registration(event=event, person=person, created_at=now, state=State.WITHDRAWN)


def check_guests(event: Event, guests: int) -> int:
    """The same number, if one may bring so many; raises SeatRefusal."""
    if not 0 <= guests <= event.guests:
        raise SeatRefusal("guests", _("One cannot bring so many people to this event."))
    return guests


def register(
    *,
    actor: Person,
    event_id: int,
    mode: str,
    now: datetime,
    wait: bool = False,
    guests: int = 0,
    answers: Mapping[str, bool] | None = None,
) -> Registration:
    """A member takes seats for themselves and their guests, or with `wait` joins the list; harmless when repeated.

    `answers` are those to the questions asked with it, {purpose of the consent: yes or no}.
    Raises SeatRefusal.
    """
    with write():
        event = lock_open(actor, event_id, now)
        keep_answers(actor=actor, answers=answers, now=now)
        taken = take_seat(actor=actor, event=event, person=actor, mode=mode, now=now, wait=wait, guests=guests)
        return tell_seated(taken, actor=actor, now=now)


def lock_open(actor: Person, event_id: int, now: datetime) -> Event:
    """A step: an event this person sees and may register for by themselves, locked; raises SeatRefusal.

    Whether they see it is asked as of the moment the lock is had: they may have left the promotion it is for while this
    step, with an earlier `now`, waited.
    """
    require_write()
    event = lock_events(event_id).get(event_id)
    seen = Event.objects.visible_to(actor, max(now, timezone.now())).filter(pk=event_id).exists()
    if event is not None and seen:
        check_alone(event, now)
    if event is None or not seen or not may_register(event, now):
        raise SeatRefusal("closed", _("One cannot register for this event any more."))
    return event


def accept_offer(*, actor: Person | None, registration_id: int, now: datetime, as_team: bool = False) -> Registration:
    """Takes the seat that is kept for this person, `as_team` for somebody else; harmless when repeated.

    Raises SeatRefusal where the time is over.
    """
    with write():
        event, registration = lock_registration(registration_id)
        check_team(actor, event, now, as_team=as_team)
        if registration.state == State.CONFIRMED and not registration.wish:
            return registration
        if not registration.is_kept(now):
            raise SeatRefusal("late", _("This offer has ended: the seat has been offered to the next person."))
        mode = registration.awaits
        taken = take_seat(actor=actor, event=event, person=registration.person, mode=mode, now=now)
        return tell_seated(taken, actor=actor, now=now)


def tell_seated(registration: Registration, *, actor: Person | None, now: datetime) -> Registration:
    """A step: other apps hear who has a seat, as it may be the one that was waited for; harmless when repeated."""
    require_write()
    if registration.state == State.CONFIRMED:
        react("registration.seated", registration=registration, actor=actor, now=now)
    return registration


def free_seat(
    *,
    actor: Person | None,
    event: Event,
    registration: Registration,
    now: datetime,
    quiet: bool = False,
    told_at: datetime | None = None,
) -> None:
    """A step, on a locked event: gives back the seat, the offer or the place in the list, and passes it on.

    Harmless when it is free already. Only who had a seat gets a mail, by `told_at` where it can be undone until then: it
    takes the date out of their calendar.
    """
    require_write()
    registration.refresh_from_db(
        fields=["state", "sequence", "mode", "guests", "wish", "queue_number", "offered_until"]
    )
    before, registration.event = registration.state, event
    if before == State.WITHDRAWN:
        return
    move(registration, State.WITHDRAWN, now)
    record(actor, "registration.withdrawn", registration, event=event.pk)
    if before == State.CONFIRMED:
        say(registration, "event.withdrawn", now, quiet=quiet, due_at=told_at)
    settle_queue(event, now=now)


def withdraw(*, actor: Person | None, registration_id: int, now: datetime, as_team: bool = False) -> Registration:
    """The person comes no more, `as_team` on somebody else's word; an application is told in the same transaction.

    Raises SeatRefusal once it has begun, and for a seat once its deadline has passed.
    """
    with write():
        event, registration = lock_registration(registration_id)
        check_team(actor, event, now, as_team=as_team)
        if registration.state != State.WITHDRAWN:
            if event.starts_at <= now:
                raise SeatRefusal("begun", _("This session has begun: it can no longer be cancelled here."))
            check_alone(event, now, alone=registration.state == State.CONFIRMED and not as_team)
            free_seat(actor=actor, event=event, registration=registration, now=now)
            react("registration.withdrawn", registration=registration, actor=actor, now=now)
    return registration


def check_team(actor: Person | None, event: Event, now: datetime, *, as_team: bool) -> None:
    """Acting for others is for the team of the branch; raises SeatRefusal."""
    if as_team and not may_run(actor, event, now):
        raise SeatRefusal("forbidden", _("Only the team of this branch can change this event."))


def lock_registration(registration_id: int) -> tuple[Event, Registration]:
    """A step: the event locked, then the registration read; raises Registration.DoesNotExist."""
    require_write()
    event_id = Registration.objects.values_list("event_id", flat=True).get(pk=registration_id)
    event = lock_events(event_id)[event_id]
    return event, Registration.objects.select_related("person").get(pk=registration_id)
