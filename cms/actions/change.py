"""What an applicant changes later, from a mailed link: the session, or everything."""

from datetime import datetime

from django.utils.translation import gettext as _

from cms.actions.steps import ApplicationRefusal, advance, lock_application, seat_application
from cms.models import Application
from cms.models.applications import State
from cms.policies import may_choose_session, may_withdraw
from events.actions.schedule import lock_events
from events.actions.seats import free_seat
from hub.db import write
from hub.models import Person


def choose_session(
    *, actor: Person | None, application_id: int, event_id: int, mode: str, now: datetime
) -> Application:
    """Takes a seat of another session and gives back the old one, together or not at all."""
    with write():
        application = lock_application(application_id)
        if not may_choose_session(application, now):
            raise ApplicationRefusal("session", _("This session has begun: its date can no longer be changed here."))
        before = application.registration_id, application.registration and application.registration.mode
        seat_application(application, event_id=event_id, mode=mode, actor=actor, now=now)
        after = application.registration_id, application.registration and application.registration.mode
        if application.state != State.SESSION_CHOSEN or before != after:
            advance(application, State.SESSION_CHOSEN, actor=actor, why="chosen by link", now=now)
    return application


def withdraw_application(*, actor: Person | None, application_id: int, why: str, now: datetime) -> Application:
    """Steps back for good; the seat is free at once. Harmless when repeated."""
    with write():
        application = lock_application(application_id)
        if application.state == State.WITHDRAWN:
            return application
        if not may_withdraw(application):
            raise ApplicationRefusal("withdraw", _("This application has already ended."))
        held = application.registration
        if held is not None and held.event.starts_at > now:
            event = lock_events(held.event_id)[held.event_id]
            free_seat(actor=actor, event=event, registration=held, now=now)
        advance(application, State.WITHDRAWN, actor=actor, why=why, now=now)
    return application
