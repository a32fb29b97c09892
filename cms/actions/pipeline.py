"""What the team does with an application day by day: calls, numbers, dates, interviews, notes; each under the call's lock."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.actions.change import change_session, step_back
from cms.actions.steps import TWICE, ApplicationRefusal, advance, leave_line, lock_file, pressed_twice
from cms.due import DATE, due_of
from cms.models import Application, Contact, Interview, Note
from cms.models.applications import State
from events.actions.desk import note
from events.actions.schedule import lock_events
from events.models import Registration
from events.policies import may_note_attendance, may_run
from hub.actions.phones import keep_phone
from hub.db import write
from hub.journal import record
from hub.models import Person
from hub.words.working_days import working_days_after

# Moves that need nothing but a word from the team.
SIMPLE = frozenset({State.INTERVIEW_PROPOSED, State.INTERVIEW_DONE})
CALL_AGAIN = {Contact.Outcome.REACHED: 5, Contact.Outcome.MESSAGE: 2}
FARTHEST = 15
KEEP_NOTES = timedelta(days=92)
Attendance = Registration.Attendance


def move_on(*, actor: Person, application_id: int, to: str, now: datetime) -> Application:
    """An interview is proposed, or has taken place; raises ApplicationRefusal."""
    with write():
        application = lock_file(actor, application_id, now)
        if to not in SIMPLE:
            raise ApplicationRefusal("move", _("This is no longer possible for this application."))
        if not pressed_twice(application, to, actor=actor, now=now):
            leave_line(application, actor=actor, now=now)
            advance(application, to, actor=actor, why="team", now=now)
    return application


def note_came(*, actor: Person, application_id: int, came: bool, now: datetime) -> Application:
    """Whether the applicant came to the session they had chosen; raises ApplicationRefusal."""
    with write():
        application = lock_file(actor, application_id, now)
        held = application.registration
        if held is None or application.state not in {State.SESSION_CHOSEN, State.PRESENT, State.ABSENT}:
            raise ApplicationRefusal("move", _("This is no longer possible for this application."))
        event = lock_events(held.event_id)[held.event_id]
        if not may_run(actor, event, now):
            raise ApplicationRefusal("forbidden", _("Only the team of this branch can change this event."))
        if not may_note_attendance(event, now):
            message = _("It is too early: who came can be noted from an hour before it begins.")
            raise ApplicationRefusal("early", message)
        attendance = Attendance.PRESENT if came else Attendance.ABSENT
        note(event, {held.person_id: attendance}, actor=actor, now=now)
        application.refresh_from_db(fields=["state", "since", "call_on"])
    return application


def choose_for(*, actor: Person, application_id: int, event_id: int, mode: str, now: datetime) -> Application:
    """The team chooses a session together with the applicant; raises ApplicationRefusal, SeatRefusal."""
    with write():
        application = lock_file(actor, application_id, now)
        change_session(application, event_id=event_id, mode=mode, actor=actor, why="chosen by the team", now=now)
    return application


def withdraw_for(*, actor: Person, application_id: int, why: str, now: datetime) -> Application:
    """The applicant steps back, and said so to the team; raises ApplicationRefusal."""
    with write():
        application = lock_file(actor, application_id, now)
        if not pressed_twice(application, State.WITHDRAWN, actor=actor, now=now):
            step_back(application, actor=actor, why=why or "told the team", now=now)
    return application


def mark_contact(
    *, actor: Person, application_id: int, outcome: str, now: datetime, call_on: date | None = None
) -> Contact:
    """Somebody phoned: what came of it decides when the team calls again; one button pressed twice is one call.

    Raises ApplicationRefusal.
    """
    today = timezone.localdate(now)
    with write():
        application = lock_file(actor, application_id, now)
        if (just := just_noted(application, outcome, call_on, actor=actor, now=now)) is not None:
            return just
        if outcome == Contact.Outcome.LATER:
            if call_on is None or not today <= call_on <= working_days_after(today, FARTHEST):
                raise ApplicationRefusal("day", _("Please choose a day within the next three weeks."))
        else:
            settled = outcome == Contact.Outcome.REACHED and due_of(application, now).whom == DATE
            call_on = None if settled else working_days_after(today, CALL_AGAIN[Contact.Outcome(outcome)])
        application.call_on, application.called_at = call_on, now
        application.save(update_fields=["call_on", "called_at"])
        contact = Contact.objects.create(
            application=application, actor=actor, at=now, outcome=outcome, call_on=application.call_on
        )
        record(actor, "application.called", application, outcome=outcome)
    return contact


def write_number(*, actor: Person, application_id: int, phone: str, now: datetime) -> Application:
    """Where they are called from now on; "" where a number was wrong. Raises ApplicationRefusal.

    Whoever has chosen an hour by phone keeps one.
    """
    with write():
        application = lock_file(actor, application_id, now)
        held = application.interview
        if not phone and held is not None and held.mode == Interview.Mode.PHONE and held.starts_at > now:
            raise ApplicationRefusal("phone", _("They are to be called at their interview: please write their number."))
        keep_phone(actor=actor, person=application.person, phone=phone)
    return application


def just_noted(
    application: Application, outcome: str, call_on: date | None, *, actor: Person, now: datetime
) -> Contact | None:
    """The same call, where it is the last thing that happened, and this person noted it a moment ago: the button was
    pressed twice.
    """
    last = application.contacts.filter(at__gte=application.since).order_by("-at", "-pk").first()
    if last is None or (last.actor_id, last.outcome) != (actor.pk, outcome) or now - last.at >= TWICE:
        return None
    return last if call_on in {None, last.call_on} else None


def write_note(*, actor: Person, application_id: int, words: str, now: datetime) -> Note:
    """Private words of the team, once where the button is pressed twice; raises ApplicationRefusal."""
    with write():
        application = lock_file(actor, application_id, now)
        just = application.notes.filter(at__gt=now - TWICE, author=actor, words=words).first()
        if just is not None:
            return just
        note = Note.objects.create(application=application, author=actor, at=now, words=words)
        record(actor, "application.noted", application, note=note.pk)
    return note


def erase_note(*, actor: Person, application_id: int, note_id: int, now: datetime) -> None:
    """Whoever wrote a note takes it out; harmless when repeated. Raises ApplicationRefusal."""
    with write():
        application = lock_file(actor, application_id, now)
        if application.notes.filter(pk=note_id, author=actor).delete()[0]:
            record(actor, "application.note_erased", application, note=note_id)


def read_file(*, actor: Person, application: Application, now: datetime) -> None:
    """Opening somebody's file leaves a line in the journal."""
    with write():
        record(actor, "application.read", application)


def read_sheet(*, actor: Person, people: int, now: datetime) -> None:
    """A list of names and numbers that leaves the screen: the journal says who made it, and how long it was."""
    with write():
        record(actor, "call_sheet.read", actor, people=people)


def erase_old_notes(*, now: datetime) -> int:
    """Notes serve a decision: they go three months after they were written. Harmless when repeated."""
    old = Note.objects.filter(at__lt=now - KEEP_NOTES)
    if not old.exists():
        return 0
    with write():
        return old.delete()[0]
