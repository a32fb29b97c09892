"""What comes next for an application, for the team, on its own page and in mails: what, whose turn, by which day; pure functions."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models.applications import Application, State
from cms.policies import NOBODY, TEAM, YOU, awaited_of, meeting_of, next_of
from hub.words.working_days import working_days_after

DATE = "date"
# In the order of the list: whoever waits for the team comes first.
WHOM = (TEAM, YOU, DATE, NOBODY)
TASKS = {
    State.RECEIVED: _("Call: no date suits them yet"),
    State.SESSION_CHOSEN: _("Note who came"),
    State.ABSENT: _("Call: missed the session"),
    State.PRESENT: _("Propose an interview"),
    State.INTERVIEW_PROPOSED: _("Settles the interview"),
    State.INTERVIEW_DONE: _("Decide"),
    State.ACCEPTED: _("Confirms the training"),
    State.WAITING_LIST: _("Give news, or offer a place"),
}
MEETS, MEETING = _("Comes to the interview"), _("Note the interview")
ANSWERS = _("Takes the place that is offered, or leaves it to the next")
COMES, CALL, REMIND = _("Comes to the session"), _("Call, as agreed"), _("Call: no answer yet")
WAITS, TAKES = _("Waits for a seat at the session: give news"), _("Takes the seat that is kept, or gives it back")
# A call can be put off, but nobody for longer than this after they came into their state, or were called in it.
LONGEST = 20
AFTER_SILENCE = 1


@dataclass(frozen=True)
class Due:
    """What comes next; `by` is the day on which the team must look again."""

    whom: str
    task: object
    by: date | None

    @property
    def is_agreed(self) -> bool:
        """Whether the team calls on a day of its own, whatever else is to come."""
        return self.task is CALL

    @property
    def is_silence(self) -> bool:
        """Whether the team calls because no answer came in time."""
        return self.task is REMIND

    def is_due(self, today: date) -> bool:
        """Whether the team must do something today."""
        return self.whom == TEAM and self.by is not None and self.by <= today

    def is_late(self, today: date) -> bool:
        """Whether it should have been done before today."""
        return self.whom == TEAM and self.by is not None and self.by < today


def due_of(application: Application, now: datetime) -> Due:
    """What comes next; the row must carry its registration's event.

    Whoever does not answer in time is called on the next working day; a call that was put off counts, up to a limit.
    """
    turn, today = next_of(application, now), timezone.localdate(now)
    if turn.actor == NOBODY:
        return Due(NOBODY, "", None)
    if application.call_on is not None:
        heard = max(application.since, application.called_at or application.since)
        limit = working_days_after(timezone.localtime(heard).date(), LONGEST)
        return Due(TEAM, CALL, min(application.call_on, limit))
    if turn.actor == TEAM:
        return Due(TEAM, task_of(application, now), turn.by)
    if meeting_of(application) is not None:
        return Due(DATE, MEETS if application.state == State.INTERVIEW_PROPOSED else COMES, turn.by)
    if turn.by is not None and turn.by < today:
        return Due(TEAM, REMIND, working_days_after(turn.by, AFTER_SILENCE))
    return Due(YOU, answer_of(application, now), turn.by)


def answer_of(application: Application, now: datetime) -> object:
    """What they do next, where it is their turn."""
    if application.offered_until is not None:
        return ANSWERS
    return TAKES if awaited_of(application, now) is not None else TASKS[State(application.state)]


def task_of(application: Application, now: datetime) -> object:
    """What the team does next, where it is its turn."""
    if awaited_of(application, now) is not None:
        return WAITS
    if application.state == State.INTERVIEW_PROPOSED and application.interview is not None:
        return MEETING
    unknown = application.state == State.SESSION_CHOSEN and application.registration is None
    return TASKS[State.RECEIVED if unknown else State(application.state)]


def due_words(application: Application, now: datetime) -> dict[str, Any]:
    """What mails say of it, as pages do: what comes next, whether we are late, and whether a meeting is still to come."""
    due, met = due_of(application, now), meeting_of(application)
    return {"due": due, "late": due.is_late(timezone.localdate(now)), "met": met if met and met.ends_at > now else None}


def longest_first(application: Application, due: Due) -> tuple[int, date, datetime, int]:
    """The order of the team's list: for whom one waits, by which day, since when."""
    return WHOM.index(due.whom), due.by or date.max, application.since, application.pk
