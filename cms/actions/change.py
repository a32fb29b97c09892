"""What an applicant changes later, from a mailed link: the session, or everything."""

from datetime import datetime

from django.utils.translation import gettext as _

from cms.actions.roster import hold_roster, leave_roster
from cms.actions.steps import ApplicationRefusal, advance, leave_session, lock_application, seat_application
from cms.models import Application
from cms.models.applications import State
from cms.policies import may_choose_session, may_withdraw
from hub.db import require_write, write
from hub.models import Person


def choose_session(
    *, actor: Person | None, application_id: int, event_id: int, mode: str, now: datetime
) -> Application:
    """Takes a seat of another session and gives back the old one, together or not at all.

    Whoever has no seat yet, and comes too late for this one, is on its waiting list.
    """
    with write():
        application = lock_application(application_id)
        wait, why = application.state == State.RECEIVED, "chosen by link"
        change_session(application, event_id=event_id, mode=mode, actor=actor, why=why, now=now, wait=wait)
    return application


def change_session(
    application: Application,
    *,
    event_id: int,
    mode: str,
    actor: Person | None,
    why: str,
    now: datetime,
    wait: bool = False,
) -> None:
    """A step, on a locked application: the new seat for the old one, together or not at all; `wait` where there is none."""
    require_write()
    if not may_choose_session(application, now):
        raise ApplicationRefusal("session", _("The date of this application can no longer be changed."))
    before = application.registration_id, application.registration and application.registration.mode
    seat_application(application, event_id=event_id, mode=mode, actor=actor, now=now, wait=wait)
    if application.awaits_seat:
        application.save(update_fields=["registration"])
        return
    after = application.registration_id, application.registration and application.registration.mode
    if application.state != State.SESSION_CHOSEN or before != after:
        advance(application, State.SESSION_CHOSEN, actor=actor, why=why, now=now)


def withdraw_application(*, actor: Person | None, application_id: int, why: str, now: datetime) -> Application:
    """Steps back; the seat is free at once. Taken back by `undo_withdrawal` for ten minutes. Harmless when repeated."""
    with write():
        application = lock_application(application_id)
        if application.state != State.WITHDRAWN:
            step_back(application, actor=actor, why=why, now=now)
    return application


def step_back(application: Application, *, actor: Person | None, why: str, now: datetime) -> None:
    """A step, on a locked application: ends it, and frees the seat; raises ApplicationRefusal where it has ended."""
    require_write()
    if not may_withdraw(application):
        raise ApplicationRefusal("withdraw", _("This application has already ended."))
    if application.state == State.TRAINING_CONFIRMED:
        hold_roster(application, application.registration, actor=actor, now=now)
    leave_session(application, actor=actor, now=now)
    if application.state == State.TRAINING_CONFIRMED:
        leave_roster(application, actor=actor, now=now)
    advance(application, State.WITHDRAWN, actor=actor, why=why, now=now)
