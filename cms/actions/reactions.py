"""What an application does when something happens below it, in the same transaction."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from cms.actions.steps import advance
from cms.models import Application
from cms.models.applications import State
from events.models import Event, Registration
from hub.actions.notify import notify
from hub.models import Person
from hub.words.working_days import working_days_after

MORNING = time(9)


def seat_given_back(*, registration: Registration, actor: Person | None, now: datetime) -> None:
    """The applicant cancelled the session: the application waits for another date."""
    application = Application.objects.filter(registration=registration, state=State.SESSION_CHOSEN).first()
    if application is not None:
        advance(application, State.RECEIVED, actor=actor, why="session cancelled", now=now)


def seat_taken(*, registration: Registration, actor: Person | None, now: datetime) -> None:
    """Whoever waited for a seat of their session has one: they are expected there."""
    application = Application.objects.filter(registration=registration, state=State.RECEIVED).first()
    if application is not None:
        advance(application, State.SESSION_CHOSEN, actor=actor, why="seat taken", now=now)


NOTED: dict[str, State] = {
    Registration.Attendance.PRESENT: State.PRESENT,
    Registration.Attendance.ABSENT: State.ABSENT,
    "": State.SESSION_CHOSEN,
}


def attendance_noted(*, registration: Registration, actor: Person | None, now: datetime) -> None:
    """The team noted who came, or mended what it had noted; whoever has gone further stays there.

    Whoever waited for a seat and walks in has one.
    """
    seat_taken(registration=registration, actor=actor, now=now)
    states = [State.SESSION_CHOSEN, State.PRESENT, State.ABSENT]
    held = Application.objects.select_related("person").filter(registration=registration, state__in=states)
    application = held.first()
    if application is not None and application.state != NOTED[registration.attendance]:
        advance(application, NOTED[registration.attendance], actor=actor, why="attendance", now=now)
        if application.state == State.ABSENT:
            ask_kindly(application, registration.event, now)


def ask_kindly(application: Application, event: Event, now: datetime) -> None:
    """A step: the next working morning, when whoever was missed may still want another date."""
    zone = ZoneInfo(event.zone)
    morning = datetime.combine(working_days_after(now.astimezone(zone).date(), 1), MORNING, zone)
    person, key = application.person, f"application.missed:{application.pk}:{event.pk}"
    notify(person=person, kind="application.missed", target_id=application.pk, key=key, due_at=morning, now=now)


def session_cancelled(*, event: Event, actor: Person | None, now: datetime) -> None:
    """The team cancelled the session: those who had chosen it wait for another date."""
    chosen = Application.objects.filter(registration__event=event, state=State.SESSION_CHOSEN)
    for application in chosen.order_by("pk"):
        advance(application, State.RECEIVED, actor=actor, why="session cancelled", now=now)


def session_reinstated(*, event: Event, actor: Person | None, now: datetime) -> None:
    """It takes place after all: whoever still has a seat and no other date is expected again."""
    waiting = Application.objects.filter(
        registration__event=event, registration__state=Registration.State.CONFIRMED, state=State.RECEIVED
    )
    for application in waiting.order_by("pk"):
        advance(application, State.SESSION_CHOSEN, actor=actor, why="session reinstated", now=now)
