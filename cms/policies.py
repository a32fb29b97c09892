"""Who acts next on an application, and by when: pure functions."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from cms.models.applications import Application, State
from hub.words.working_days import working_days_after

YOU, TEAM, NOBODY = "you", "team", "nobody"
STEPS = ("received", "session", "interview", "training", "duo")
STEP_OF: dict[str, int] = {
    State.RECEIVED: 1,
    State.SESSION_CHOSEN: 1,
    State.ABSENT: 1,
    State.WAITING_LIST: 0,
    State.PRESENT: 2,
    State.INTERVIEW_PROPOSED: 2,
    State.INTERVIEW_DONE: 2,
    State.ACCEPTED: 3,
    State.TRAINING_CONFIRMED: 3,
}
# (who acts, working days they have) where no date of an event decides.
CLOCK: dict[str, tuple[str, int]] = {
    State.RECEIVED: (TEAM, 2),
    State.ABSENT: (TEAM, 2),
    State.PRESENT: (TEAM, 8),
    State.INTERVIEW_PROPOSED: (YOU, 5),
    State.INTERVIEW_DONE: (TEAM, 5),
    State.ACCEPTED: (YOU, 5),
    State.WAITING_LIST: (TEAM, 10),
}
DAYS_TO_NOTE_WHO_CAME = 2


@dataclass(frozen=True)
class Next:
    """Who acts next (you, team, nobody), and by which day."""

    actor: str
    by: date | None

    def is_late(self, today: date) -> bool:
        """Whether that day has passed."""
        return self.by is not None and self.by < today


def next_of(application: Application, now: datetime) -> Next:
    """Who acts next; the row must carry its registration's event. After a session the team says who came."""
    if application.state == State.SESSION_CHOSEN and application.registration is not None:
        event = application.registration.event
        if event.ends_at <= now:
            return Next(TEAM, working_days_after(event.end.date(), DAYS_TO_NOTE_WHO_CAME))
        return Next(YOU, event.start.date())
    if application.state in CLOCK:
        actor, days = CLOCK[application.state]
        since = timezone.localtime(application.since).date()
        return Next(actor, working_days_after(since, days))
    return Next(NOBODY, None)


def promise_by(now: datetime) -> date:
    """The day by which the team calls somebody whom no date suits."""
    return working_days_after(timezone.localtime(now).date(), CLOCK[State.RECEIVED][1])


def may_choose_session(application: Application, now: datetime) -> bool:
    """Whether a date can be chosen or changed: not once the session has begun."""
    if application.state in {State.RECEIVED, State.ABSENT}:
        return True
    registration = application.registration
    return application.state == State.SESSION_CHOSEN and (registration is None or registration.event.starts_at > now)


def may_withdraw(application: Application) -> bool:
    """Anybody may step back at any time, once."""
    return application.state not in {State.WITHDRAWN, State.REDIRECTED}
