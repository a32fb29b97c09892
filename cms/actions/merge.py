"""Puts two applications of one person together, or tells them apart; in one transaction, as the team says."""

from datetime import datetime

from django.db.models import Field, ForeignObjectRel
from django.utils.translation import gettext as _

from cms.actions.interviews import lock_interviews, say_freed, say_taken
from cms.actions.people import join_people
from cms.actions.steps import ApplicationRefusal, advance, lock_application, lock_call
from cms.models import Application, Distinct, Transition
from cms.models.applications import LEAVES_THE_WAY, State
from cms.policies import looks_after, may_keep
from events.actions.schedule import lock_events
from events.actions.seats import free_seat
from events.models import Registration
from hub.db import require_write, write
from hub.journal import record
from hub.models import Person
from hub.reactions import react

LOOKS_FOR_A_DATE = (State.RECEIVED, State.ABSENT)


def lock_both(actor: Person, keys: tuple[int, int], now: datetime) -> list[Application]:
    """A step: locks their calls in the order of their keys, and reads both; raises ApplicationRefusal."""
    calls = dict(Application.objects.filter(pk__in=keys).values_list("pk", "call"))
    if len(calls) < len(keys):
        raise ApplicationRefusal("gone", _("These two have been put together already."))
    for key in sorted(set(calls.values())):
        lock_call(key)
    both = [lock_application(key) for key in keys]
    lock_interviews(*(one.interview_id for one in both))
    if not {one.call.branch_id for one in both} <= set(looks_after(actor, now)):
        raise ApplicationRefusal("forbidden", _("Only the team of this branch handles this application."))
    return both


def merge_applications(*, actor: Person, keep_id: int, other_id: int, now: datetime) -> Application:
    """One person from now on: to one call, one application with the moves, calls, notes and messages of both.

    Raises ApplicationRefusal, also where both have accounts, or where the other one has come further.
    """
    with write():
        keep, other = lock_both(actor, (keep_id, other_id), now)
        if not may_keep(keep, other):
            message = _("This one has ended, or has not come as far: keep the other one.")
            raise ApplicationRefusal("further", message)
        if keep.person_id != other.person_id:
            guest, into = (keep.person, other.person) if other.person.is_active else (other.person, keep.person)
            join_people(actor=actor, guest=guest, into=into, now=now)
        keep.refresh_from_db()
        other.refresh_from_db()
        if keep.call_id == other.call_id:
            take_over(keep, other, actor=actor, now=now)
        record(actor, "application.merged", keep, other=other_id)
    return keep


def take_over(keep: Application, other: Application, *, actor: Person, now: datetime) -> None:
    """A step: the seat and the interview, then whatever points at the other; the other goes, and leaves its place."""
    require_write()
    take_session(keep, other, actor=actor, now=now)
    take_interview(keep, other, now)
    if other.source and not keep.source:
        keep.source = other.source
        keep.save(update_fields=["source"])
    Distinct.objects.filter(first=other).delete()
    Distinct.objects.filter(second=other).delete()
    for link in links_of(other):
        rows = link.model._default_manager.filter(**{link.name: other})
        if not link.unique or not link.model._default_manager.filter(**{link.name: keep}).exists():
            rows.update(**{link.name: keep})
    other.delete()
    take_line(keep, other, now)
    facts = {"application": keep, "before": keep.state, "after": keep.state, "at": now, "why": "merged"}
    Transition.objects.create(actor=actor, was_since=keep.since, was_registration=keep.registration, **facts)


def take_session(keep: Application, other: Application, *, actor: Person, now: datetime) -> None:
    """A step: the other's session goes on where the one that is kept has less, else it is free again.

    What one waited for, and needs no more, goes to the next.
    """
    require_write()
    mine, theirs = keep.registration, other.registration
    if theirs is None:
        return
    events = lock_events(*(one.event_id for one in (mine, theirs) if one is not None))
    spare: Registration | None = theirs
    if has_less(keep, other, ahead=events[theirs.event_id].starts_at > now):
        other.registration = None
        other.save(update_fields=["registration"])
        keep.registration, spare = theirs, mine
        keep.save(update_fields=["registration"])
    if spare is not None and events[spare.event_id].starts_at > now:
        free_seat(actor=actor, event=events[spare.event_id], registration=spare, now=now)
    if keep.state in LOOKS_FOR_A_DATE and other.state == State.SESSION_CHOSEN:
        advance(keep, State.SESSION_CHOSEN, actor=actor, why="merged", now=now)


def has_less(keep: Application, other: Application, *, ahead: bool) -> bool:
    """Whether the other's session, `ahead` where it is to come, is worth more to them than what the one that is kept has.

    Whoever still looks for a date would rather have a seat than a place on a list, and that than nothing; whoever looks
    for none keeps at most the memory of one.
    """
    if other.state == State.SESSION_CHOSEN and keep.state in LOOKS_FOR_A_DATE:
        return True
    if keep.registration is None:
        return keep.state == State.RECEIVED or not ahead
    return keep.state == State.RECEIVED and other.awaits_seat and not keep.awaits_seat


def take_line(keep: Application, other: Application, now: datetime) -> None:
    """A step, once the other is gone: of two places on the call's list the one before, and its offer; a place that they
    took stays theirs on their way; a place too many goes on.
    """
    require_write()
    if keep.state == other.state == State.WAITING_LIST:
        keep.queue_number = min(keep.queue_number or 0, other.queue_number or 0)
        keep.offered_until = keep.offered_until or other.offered_until
        keep.save(update_fields=["queue_number", "offered_until"])
    if other.place_kept and not keep.has_place and keep.state not in LEAVES_THE_WAY:
        keep.place_kept = True
        keep.save(update_fields=["place_kept"])
    elif other.has_place:
        react("place.freed", call_id=keep.call_id, now=now)


def take_interview(keep: Application, other: Application, now: datetime) -> None:
    """A step: the other's interview goes on where the one that is kept waits for one, else the hour is free again.

    Either way both who were to meet hear of it, as their mails and calendars speak of the one that goes.
    """
    require_write()
    held = lock_interviews(other.interview_id).get(other.interview_id or 0)
    if held is None:
        return
    other.interview = None
    other.save(update_fields=["interview"])
    ahead = held.starts_at > now
    if keep.interview_id is None and (not ahead or keep.state == State.INTERVIEW_PROPOSED):
        keep.interview = held
        keep.save(update_fields=["interview"])
    if ahead and keep.interview_id == held.pk:
        say_taken(held, keep, now)
    elif ahead:
        say_freed(held, keep, now)


def links_of(application: Application) -> list[Field]:
    """The fields of other models that point at an application, whichever app holds them."""
    found = application._meta.get_fields(include_hidden=True)
    return [one.field for one in found if isinstance(one, ForeignObjectRel) and one.field.model is not Distinct]


def tell_apart(*, actor: Person, keep_id: int, other_id: int, now: datetime) -> None:
    """Two people: the pair is shown no more. Harmless when repeated. Raises ApplicationRefusal."""
    with write():
        keep, other = lock_both(actor, (keep_id, other_id), now)
        low, high = sorted((keep.pk, other.pk))
        Distinct.objects.get_or_create(first_id=low, second_id=high, defaults={"at": now})
        record(actor, "application.told_apart", keep, other=other.pk)
