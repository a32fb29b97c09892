"""Takes a move of an application back for ten minutes: its seat, its place in the call and the mails that wait follow."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from cms.actions.interviews import take_hour_again
from cms.actions.roster import hold_roster, is_own_row, leave_roster, return_to_roster
from cms.actions.seat_back import put_seat_back, say_seat_gone
from cms.actions.steps import ApplicationRefusal, advance, lock_application, lock_file
from cms.models import Application, Call, Contact, Transition
from cms.models.applications import HOLDS_A_PLACE, LEAVES_THE_WAY, State
from cms.policies import may_return, may_undo, may_undo_call
from events.actions.partings import lost_at
from events.models import Registration
from hub.actions.notify import recall
from hub.db import require_write, write
from hub.journal import record
from hub.models import Notice, Person

Seat = Registration.State
QUEUED = (Seat.WAITING, Seat.OFFERED)


@dataclass
class Undone:
    """What came of it: the application, and in words what could not be put back."""

    application: Application
    left: list[str] = field(default_factory=list)


def undo_move(*, actor: Person, transition_id: int, now: datetime) -> Undone:
    """Takes the last move back; the undo is a move of its own. Raises ApplicationRefusal once it is too late."""
    with write():
        application_id = Transition.objects.values_list("application", flat=True).get(pk=transition_id)
        undone = Undone(lock_file(actor, application_id, now))
        application = undone.application
        move = application.transitions.order_by("-pk").first()
        if move is None or move.pk != transition_id or move.after != application.state:
            raise ApplicationRefusal("undo", _("Something has happened since: this can no longer be undone."))
        if not may_undo(move, actor, now):
            raise ApplicationRefusal("undo", _("A move can be undone for ten minutes, by whoever made it."))
        if move.before == move.after and move.was_registration_id == application.registration_id:
            raise ApplicationRefusal("undo", _("Only the way of taking part has changed: choose the other one again."))
        check_alone(application, move)
        take_back(undone, move, actor=actor, now=now)
    return undone


def take_back(undone: Undone, move: Transition, *, actor: Person | None, now: datetime) -> None:
    """A step, on a locked application whose last move this is: puts back what it can, and notes what it cannot.

    Without an actor it is whoever applied, who then waits for a seat that is gone.
    """
    require_write()
    application = undone.application
    if move.after == State.TRAINING_CONFIRMED:
        hold_roster(application, move.was_registration, application.registration, actor=actor, now=now)
    to, told = landing(application, move, actor, now)
    if told and to == move.after:
        raise ApplicationRefusal("undo", told)
    undone.left += call_mails_back(application, move, now)
    undone.left += [told] if told else []
    if move.after == State.TRAINING_CONFIRMED:
        leave_roster(application, actor=actor, now=now)
        undone.left += [] if is_own_row(application) else [_("They keep the account they had before.")]
    undone.left += hour_back(application, move, to, actor, now)
    advance(application, to, actor=actor, why="undone", now=now, undoes=move)
    undone.left += say_offer_over(application, move, actor)
    if to == State.TRAINING_CONFIRMED and actor is not None:
        return_to_roster(application, actor=actor, left_at=move.at, now=now)
        undone.left += say_lost(application, move, now)


def undo_withdrawal(*, application_id: int, now: datetime) -> Undone:
    """Whoever stepped back by their link is there again, with their seat while it is free, else on its waiting list.

    Harmless when repeated. Raises ApplicationRefusal once it is too late, or where they have applied again since.
    """
    with write():
        undone = Undone(lock_application(application_id))
        if undone.application.state != State.WITHDRAWN:
            return undone
        move = undone.application.transitions.order_by("-pk")[0]
        if not may_return(move, now):
            raise ApplicationRefusal("undo", _("This can no longer be undone here. Please call us."))
        if has_applied_again(undone.application):
            raise ApplicationRefusal("again", _("You have applied again since: go on with that application."))
        take_back(undone, move, actor=None, now=now)
    return undone


def undo_call(*, actor: Person, contact_id: int, now: datetime) -> Application:
    """Takes a noted call back: the day to call again is what it was.

    Raises ApplicationRefusal once it is taken back, once it is too late, or where something has followed.
    """
    with write():
        key = Contact.objects.filter(pk=contact_id).values_list("application", flat=True).first()
        if key is None:
            raise ApplicationRefusal("undo", _("This call has been taken back already."))
        application = lock_file(actor, key, now)
        calls = list(application.contacts.filter(at__gte=application.since).order_by("-at", "-pk")[:2])
        if not calls or calls[0].pk != contact_id:
            raise ApplicationRefusal("undo", _("Something has happened since: this can no longer be undone."))
        if not may_undo_call(calls[0], actor, now):
            raise ApplicationRefusal("undo", _("A call can be taken back for ten minutes, by whoever noted it."))
        before = calls[1] if calls[1:] else None
        application.call_on, application.called_at = (before.call_on, before.at) if before else (None, None)
        application.save(update_fields=["call_on", "called_at"])
        record(actor, "application.call_undone", application, outcome=calls[0].outcome)
        calls[0].delete()
    return application


def landing(application: Application, move: Transition, actor: Person | None, now: datetime) -> tuple[str, str]:
    """A step: the state the undo leads to, and what it could not put back in words."""
    if gave_place(move) and no_place(application):
        mine = _("Your place has been given meanwhile: you are on the waiting list.")
        theirs = _("The place has been given meanwhile: they are on the waiting list.")
        return State.WAITING_LIST, mine if actor is None else theirs
    if not put_seat_back(application, move, actor, now):
        told = _("The seat at the session could not be taken back: choose a date with them.")
        return State.RECEIVED, say_seat_gone(move, now) if actor is None else told
    held = application.registration
    if actor is None and held is not None and held.state in QUEUED:
        return State.RECEIVED, _("Your seat has been given meanwhile: you are on the waiting list of this session.")
    if held is not None and move.before == State.RECEIVED and held.state == Seat.CONFIRMED and held.modified_at == now:
        return State.SESSION_CHOSEN, ""
    return move.before, ""


def gave_place(move: Transition) -> bool:
    """Whether a place of the call that was theirs, or was kept for them on their way, became free by this move."""
    return move.after in LEAVES_THE_WAY and (move.before in HOLDS_A_PLACE or move.was_place_kept)


def hour_back(application: Application, move: Transition, to: str, actor: Person | None, now: datetime) -> list[str]:
    """A step: the hour of their interview, where they come back to it; answers in words where it has gone."""
    if to != move.before or take_hour_again(application, move, now) or to != State.INTERVIEW_PROPOSED:
        return []
    mine = _("Your hour for the interview is not free any more: please choose another one.")
    theirs = _("The hour of the interview is not free any more: they choose another one.")
    return [mine if actor is None else theirs]


def say_offer_over(application: Application, move: Transition, actor: Person | None) -> list[str]:
    """What whoever was offered a place reads where the offer does not stand any more; nothing where it does."""
    if move.was_offered_until is None or application.offered_until is not None:
        return []
    mine = _("The offer has ended meanwhile: you are on the waiting list, where you stood.")
    theirs = _("The offer has ended meanwhile: they are on the waiting list, where they stood.")
    return [mine if actor is None else theirs]


def check_alone(application: Application, move: Transition) -> None:
    """A step: who stepped back and applied again since has a live application; raises ApplicationRefusal."""
    if move.after == State.WITHDRAWN and has_applied_again(application):
        raise ApplicationRefusal("again", _("This person has applied again since: go on with that application."))


def has_applied_again(application: Application) -> bool:
    """Whether another application of theirs to this call is alive."""
    others = Application.objects.alive().filter(call=application.call_id, email_key=application.email_key)
    return others.exclude(pk=application.pk).exists()


def no_place(application: Application) -> bool:
    """A step, on the locked call: whether all of its places are taken."""
    require_write()
    return Call.objects.with_facts().get(pk=application.call_id).facts.seats_left == 0


def call_mails_back(application: Application, move: Transition, now: datetime) -> list[str]:
    """A step, once the seat is back or gone: mails about this move that have not left never will; answers in words where
    one has. Of a seat that does not come back the mail leaves, as their calendar shows it still.
    """
    of_move, held = Q(kind__startswith="application.", target_id=application.pk), application.registration
    if held is not None and held.pk == move.was_registration_id and held.state == Seat.CONFIRMED:
        of_move |= Q(kind="event.withdrawn", target_id=held.pk)
    notices = Notice.objects.filter(of_move, person=application.person_id, created_at=move.at)
    return [_("A mail has told them already: please call or write.")] if recall(notices, now=now) else []


def say_lost(application: Application, move: Transition, now: datetime) -> list[str]:
    """What they gave back with their promotion stays so, as somebody else may have it; nothing where they held nothing."""
    titles = [event.title for event in lost_at(application.person, move.at, now)]
    words = _("What they held at these dates of the promotion is not put back: %(dates)s. They can take a seat again.")
    return [words % {"dates": ", ".join(titles)}] if titles else []
