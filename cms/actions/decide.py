"""Decides on an application after its interview, with a reason for the team and words for the applicant."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cms.actions.steps import ApplicationRefusal, advance, leave_line, leave_session, lock_file, pressed_twice
from cms.models import Application
from cms.models.applications import State
from hub.actions.notify import notify
from hub.acts import UNDO_FOR
from hub.db import write
from hub.models import Person

DECISIONS = (State.ACCEPTED, State.WAITING_LIST, State.REDIRECTED)


@dataclass(frozen=True)
class Decision:
    """Where it leads, why (for the team alone), and words of one's own that the mail carries."""

    to: str
    why: str = ""
    words: str = ""


def decide(*, actor: Person, application_id: int, decision: Decision, now: datetime) -> Application:
    """Accepts within the places of the call, puts on its waiting list, or proposes another way.

    The mail leaves when the decision can no longer be undone. Raises ApplicationRefusal.
    """
    with write():
        application = lock_file(actor, application_id, now)
        if decision.to not in DECISIONS:
            raise ApplicationRefusal("move", _("This is no longer possible for this application."))
        if decision.to == State.REDIRECTED and not decision.why:
            raise ApplicationRefusal("why", _("Please write why: the team must be able to explain it."))
        if pressed_twice(application, decision.to, actor=actor, now=now):
            return application
        leave = leave_session if decision.to == State.REDIRECTED else leave_line
        leave(application, actor=actor, now=now)
        move = advance(application, decision.to, actor=actor, why=decision.why or "team", now=now)
        move.words = decision.words
        move.save(update_fields=["words"])
        notify(
            person=application.person,
            kind="application.decided",
            target_id=application.pk,
            key=f"application.decided:{move.pk}",
            due_at=now + UNDO_FOR,
            facts={"move": move.pk},
            now=now,
        )
    return application
