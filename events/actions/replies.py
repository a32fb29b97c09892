"""Answers without a seat: perhaps, or no; and the team's question, by mail, to those who have not answered."""

from datetime import datetime

from django.utils.translation import gettext as _

from events.actions.schedule import lock_events
from events.actions.seats import SeatRefusal, check_alone, check_team
from events.models import Event, Registration
from events.models.invitable import not_yet_asked
from events.policies import may_answer
from hub.actions.notify import notify_all
from hub.db import require_write, write
from hub.journal import record
from hub.models import Person
from hub.quiet import when_awake

Said = Registration.Said
State = Registration.State


def say_answer(*, actor: Person, event_id: int, said: str, now: datetime) -> Registration:
    """Perhaps, or no, of an event that this person sees: no seat is taken or kept. Harmless when repeated.

    Raises SeatRefusal, also for whoever has a seat or waits for one: that is given back first.
    """
    if said not in {Said.MAYBE, Said.NO}:
        raise SeatRefusal("said", _("Please choose one of the answers."))
    with write():
        event = lock_events(event_id).get(event_id)
        seen = event is not None and Event.objects.visible_to(actor, now).filter(pk=event.pk).exists()
        if event is not None and seen:
            check_alone(event, now)
        if event is None or not seen or not may_answer(event, now):
            raise SeatRefusal("closed", _("One cannot answer for this date any more."))
        row = Registration.objects.filter(event=event, person=actor).first()
        if row is None:
            row = Registration(event=event, person=actor, mode=event.modes[0], state=State.WITHDRAWN, created_at=now)
        if row.state != State.WITHDRAWN:
            raise SeatRefusal("seated", _("You have a seat, or wait for one: give it back first."))
        note_answer(row, said, actor=actor, now=now)
    return row


def note_answer(row: Registration, said: str, *, actor: Person, now: datetime) -> None:
    """A step, on a locked event: what somebody without a seat answers; the same again changes nothing."""
    require_write()
    if row.said != said:
        row.said, row.guests, row.modified_at = said, 0, now
        row.sequence += 1
        row.save()
        record(actor, "registration.said", row, event=row.event_id, said=said)


def invite(*, actor: Person, event_id: int, now: datetime) -> int:
    """The team asks by mail whoever it is meant for and has not answered; answers how many. Nobody is asked twice.

    No mail leaves at night. Raises SeatRefusal.
    """
    with write():
        event = lock_events(event_id).get(event_id)
        if event is None:
            raise SeatRefusal("not_found", _("This event does not exist any more."))
        check_team(actor, event, now, as_team=True)
        if not may_answer(event, now):
            raise SeatRefusal("closed", _("One cannot register for this event any more."))
        facts = {"event": event, "mode": event.modes[0], "state": State.WITHDRAWN, "said": Said.ASKED}
        people = list(not_yet_asked(event, now))
        rows = [Registration(person=one, created_at=now, modified_at=now, **facts) for one in people]
        Registration.objects.bulk_create(rows, batch_size=500)
        to = [(row.person, row.pk, f"event.invited:{row.pk}") for row in rows]
        notify_all(to=to, kind="event.invited", now=now, due_at=leaves_at(event, now))
        if rows:
            record(actor, "event.invited", event, number=len(rows))
    return len(rows)


def leaves_at(event: Event, now: datetime) -> datetime:
    """When its invitations leave: once people are up, and at once where that would be too late to answer."""
    morning = when_awake(now, event.branch.zone)
    return morning if morning < (event.closes_at or event.starts_at) else now
