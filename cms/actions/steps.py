"""Steps that every action on an application shares: lock, advance, choose a session."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from cms.models import Application, Call, Transition
from cms.models.applications import ENDED, HOLDS_A_PLACE, LEAVES_THE_WAY, State
from cms.models.offered import modes_for
from cms.policies import looks_after
from events.actions.schedule import lock_events
from events.actions.seats import SeatRefusal, check_alone, free_seat, take_seat
from events.models import Event
from hub.actions.notify import notify
from hub.acts import UNDO_FOR
from hub.db import require_write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Person
from hub.reactions import react

# Whoever presses a button twice means it once.
TWICE = timedelta(seconds=10)
# What a move does to the place of an application is written with it.
PLACE = ("queue_number", "offered_until", "place_kept")


class ApplicationRefusal(Refusal):
    """This application cannot make this move."""


def lock_call(call_id: int) -> Call:
    """Locks the call, the row that owns the rules of its applications; read again with its facts."""
    require_write()
    Call.objects.select_for_update().get(pk=call_id)
    return Call.objects.with_facts().get(pk=call_id)


def lock_application(application_id: int) -> Application:
    """Locks the call of an application, and reads the application under the lock."""
    call_id = Application.objects.values_list("call_id", flat=True).get(pk=application_id)
    lock_call(call_id)
    rows = Application.objects.select_related("call__branch", "person", "registration__event__branch", "interview")
    return rows.get(pk=application_id)


def lock_file(actor: Person, application_id: int, now: datetime) -> Application:
    """The same for the team; raises ApplicationRefusal for who does not look after its branch."""
    application = lock_application(application_id)
    if application.call.branch_id not in looks_after(actor, now):
        raise ApplicationRefusal("forbidden", _("Only the team of this branch handles this application."))
    return application


def pressed_twice(application: Application, to: str, *, actor: Person, now: datetime) -> bool:
    """A step, on a locked application: whether this person has just made this very move: it is done, and stays so."""
    require_write()
    last = application.transitions.order_by("-pk").first()
    mine = last is not None and last.actor_id == actor.pk and last.after == to and last.before != to
    return application.state == to and last is not None and mine and now - last.at < TWICE


def advance(
    application: Application,
    to: str,
    *,
    actor: Person | None,
    why: str,
    now: datetime,
    undoes: Transition | None = None,
) -> Transition:
    """The one way an application moves: with who, when and why; `undoes` where a move is taken back.

    Reactions come without the call's lock: the row itself is locked, and must be where the caller saw it.
    Raises ApplicationRefusal where the move is not allowed.
    """
    require_write()
    stored = Application.objects.select_for_update().get(pk=application.pk)
    if stored.state != application.state or not (undoes or stored.may_become(to)):
        raise ApplicationRefusal("move", _("This is no longer possible for this application."))
    arrange_place(application, stored, to, undoes=undoes, now=now)
    returns = undoes is not None and to == undoes.before
    application.state, application.since = to, (undoes.was_since or now) if undoes and returns else now
    application.call_on = None
    if to in ENDED:
        application.interview = None
    fields = ["state", "since", "registration", "interview", "call_on", *PLACE]
    application.save(update_fields=fields, back=undoes is not None)
    transition = Transition.objects.create(
        application=application,
        before=stored.state,
        after=to,
        actor=actor,
        at=now,
        why=why,
        undoes=undoes,
        **as_it_stood(stored),
    )
    record(actor, "application.moved", application, before=stored.state, after=to)
    tell_of_move(application, stored, transition, now)
    return transition


def as_it_stood(stored: Application) -> dict[str, Any]:
    """What an undo needs of an application before its move, by the fields of the move."""
    return {
        "was_since": stored.since,
        "was_registration_id": stored.registration_id,
        "was_interview_id": stored.interview_id,
        "was_offered_until": stored.offered_until,
        "was_place_kept": stored.place_kept,
    }


def tell_of_move(application: Application, stored: Application, move: Transition, now: datetime) -> None:
    """A step: what follows from a move: a place passes on, an hour is free again, an interview is proposed by mail."""
    require_write()
    if stored.has_place and not application.has_place:
        react("place.freed", call_id=application.call_id, now=now)
    if move.after in ENDED and stored.interview_id is not None:
        react("interview.freed", application=application, interview_id=stored.interview_id, now=now)
    if move.after == State.INTERVIEW_PROPOSED and stored.state != move.after and move.undoes_id is None:
        key = f"application.interview:{move.pk}"
        notify(person=application.person, kind="application.interview", target_id=application.pk, key=key, now=now)


def arrange_place(
    application: Application, stored: Application, to: str, *, undoes: Transition | None, now: datetime
) -> None:
    """A step: what a move does to the place; onto the waiting list last, or where one stood before what it `undoes`.

    A place offered and taken is kept on the way. Raises ApplicationRefusal where none is left to accept into.
    """
    require_write()
    application.queue_number, application.offered_until = stored.queue_number, None
    if to == State.WAITING_LIST and undoes is not None:
        application.offered_until = offer_again(stored, undoes, now)
    if to == State.WAITING_LIST and not (undoes is not None and stored.queue_number):
        application.queue_number = next_number(application.call_id)
    ended = to in LEAVES_THE_WAY
    kept = stored.place_kept or stored.offered_until is not None or (undoes is not None and undoes.was_place_kept)
    application.place_kept = kept and not ended
    if to in HOLDS_A_PLACE and not stored.has_place and lock_call(application.call_id).facts.seats_left == 0:
        raise ApplicationRefusal("full", _("All places of this call are taken: put them on the waiting list."))


def offer_again(stored: Application, undoes: Transition, now: datetime) -> datetime | None:
    """A step: until when the offer that a move ended stands again; None once it is over, or the place has gone on."""
    require_write()
    until = undoes.was_offered_until
    if until is None or until <= now:
        return None
    return until if stored.place_kept or lock_call(stored.call_id).facts.seats_left else None


def next_number(call_id: int) -> int:
    """A step, on a locked call: the number of whoever comes onto its waiting list now."""
    require_write()
    return (Application.objects.filter(call=call_id).aggregate(Max("queue_number"))["queue_number__max"] or 0) + 1


def seat_application(
    application: Application, *, event_id: int, mode: str, actor: Person | None, now: datetime, wait: bool = False
) -> None:
    """Takes the new seat, or with `wait` a place on its list, then gives back the old one.

    Raises SeatRefusal and leaves all as it was.
    """
    require_write()
    old = application.registration
    if old is not None and old.event_id == event_id and old.mode == mode and old.state == old.State.CONFIRMED:
        return
    keys = {event_id} | ({old.event_id} if old is not None else set())
    events = lock_events(*keys)
    event = events.get(event_id)
    if event is None or event.kind != Event.Kind.INFORMATION or mode not in modes_for(event, application.call.branch):
        raise SeatRefusal("unknown", _("Please choose one of the dates below."))
    check_alone(event, now, alone=actor is None)
    taken = take_seat(actor=actor, event=event, person=application.person, mode=mode, now=now, wait=wait)
    if old is not None and old.pk != taken.pk:
        free_seat(actor=actor, event=events[old.event_id], registration=old, now=now)
    application.registration = taken


def leave_line(application: Application, *, actor: Person | None, now: datetime) -> None:
    """A step, on a locked application, before it moves on without the session: whoever waited for a seat there waits no more."""
    require_write()
    if application.awaits_seat:
        leave_session(application, actor=actor, now=now)


def leave_session(application: Application, *, actor: Person | None, now: datetime) -> None:
    """A step, on a locked application, before it ends: its seat, or its place on the list, of a session to come goes on.

    Of a seat the mail leaves once nobody can undo it. The event is locked before the row of the application is, as
    whoever takes a seat locks them.
    """
    require_write()
    held = application.registration
    if held is not None and held.event.starts_at > now:
        event = lock_events(held.event_id)[held.event_id]
        free_seat(actor=actor, event=event, registration=held, now=now, told_at=now + UNDO_FOR)
