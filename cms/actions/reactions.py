"""What an application does when something happens below it, in the same transaction."""

from datetime import datetime

from cms.actions.steps import advance
from cms.models import Application
from cms.models.applications import State
from events.models import Registration
from hub.models import Person


def seat_given_back(*, registration: Registration, actor: Person | None, now: datetime) -> None:
    """The applicant cancelled the session: the application waits for another date."""
    application = Application.objects.filter(registration=registration, state=State.SESSION_CHOSEN).first()
    if application is not None:
        advance(application, State.RECEIVED, actor=actor, why="session cancelled", now=now)
