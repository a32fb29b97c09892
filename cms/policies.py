"""Who acts next on an application, and by when: pure functions."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from cms.models.applications import ENDED, HOLDS_A_PLACE, Application, State, Transition
from cms.models.calls import Call
from cms.models.contacts import Contact
from cms.models.interviews import Interview
from community.models import Stage
from community.models.promotions import ORDER_ROLES
from events.models import Event, Registration
from events.policies import may_offer
from hub.acts import UNDO_FOR
from hub.models import Branch, Person
from hub.policies import branches_of_team
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
# After the training the last step is waited for, or taken; then all of them are done.
STEP_OF_STAGE: dict[str, int] = {Stage.TRAINED: 4, Stage.DUO: 4, Stage.PAUSE: 4, Stage.ALUMNI: 5}
# (who acts, working days they have) where no date of an event decides.
CLOCK: dict[str, tuple[str, int]] = {
    State.RECEIVED: (TEAM, 2),
    # Whose session is not known any more.
    State.SESSION_CHOSEN: (TEAM, 2),
    State.ABSENT: (TEAM, 2),
    State.PRESENT: (TEAM, 8),
    State.INTERVIEW_PROPOSED: (YOU, 5),
    State.INTERVIEW_DONE: (TEAM, 5),
    State.ACCEPTED: (YOU, 5),
    State.WAITING_LIST: (TEAM, 10),
}
DAYS_TO_NOTE_WHO_CAME = 2
# Why a move was made that nobody of the team made: by the link in a mail; as nobody took the place that was offered.
BY_LINK, OFFER_ENDED = "by link", "offer ended"


@dataclass(frozen=True)
class Next:
    """Who acts next (you, team, nobody), and by which day."""

    actor: str
    by: date | None


def meeting_of(application: Application) -> Event | Interview | None:
    """The session or interview they have chosen and are to come to; the row must carry both."""
    if application.state == State.SESSION_CHOSEN and application.registration is not None:
        return application.registration.event
    return application.interview if application.state == State.INTERVIEW_PROPOSED else None


def awaited_of(application: Application, now: datetime) -> Event | None:
    """The session to come for a seat of which they wait, or are offered one; the row must carry its registration's event."""
    held = application.registration if application.awaits_seat else None
    return held.event if held is not None and may_offer(held.event, now) else None


def stands_since(application: Application) -> datetime:
    """Since when they wait as they do; whoever waited for a seat in vain, since that was over."""
    held = application.registration
    if application.state != State.RECEIVED or held is None:
        return application.since
    if held.state == Registration.State.WITHDRAWN:
        return max(application.since, held.modified_at)
    if not application.awaits_seat:
        return application.since
    event = held.event
    over = event.modified_at if event.status == Event.Status.CANCELLED else event.starts_at
    return max(application.since, over)


def next_in_line(application: Application, event: Event) -> Next:
    """Who acts next while they wait for a seat of this session: they once one is offered, else the team gives news."""
    until = application.registration and application.registration.offered_until
    if until:
        return Next(YOU, timezone.localtime(until).date())
    actor, days = CLOCK[State.WAITING_LIST]
    news = working_days_after(timezone.localtime(application.since).date(), days)
    return Next(actor, min(news, event.start.date()))


def next_of(application: Application, now: datetime) -> Next:
    """Who acts next; the row must carry its registration's event and its interview. After them the team says who came."""
    met = meeting_of(application)
    if met is not None and met.ends_at <= now:
        return Next(TEAM, working_days_after(met.end.date(), DAYS_TO_NOTE_WHO_CAME))
    if met is not None:
        return Next(YOU, met.start.date())
    if application.offered_until is not None:
        return Next(YOU, timezone.localtime(application.offered_until).date())
    awaited = awaited_of(application, now)
    if awaited is not None:
        return next_in_line(application, awaited)
    if application.state in CLOCK:
        actor, days = CLOCK[application.state]
        since = timezone.localtime(stands_since(application)).date()
        return Next(actor, working_days_after(since, days))
    return Next(NOBODY, None)


def promise_by(now: datetime) -> date:
    """The day by which the team calls somebody whom no date suits."""
    return working_days_after(timezone.localtime(now).date(), CLOCK[State.RECEIVED][1])


def may_choose_session(application: Application, now: datetime) -> bool:
    """Whether a date can be chosen or changed: not once the session has begun, nor for what does not take place."""
    if application.call.cancelled_at is not None:
        return False
    if application.state in {State.RECEIVED, State.ABSENT}:
        return True
    registration = application.registration
    return application.state == State.SESSION_CHOSEN and (registration is None or registration.event.starts_at > now)


def may_offer_place(call: Call, now: datetime) -> bool:
    """Nobody gets a place from the waiting list of what does not take place, or has begun; the row has its facts."""
    facts = call.facts
    begun = facts.training_begins is not None and facts.training_begins <= now
    return facts.published and not facts.cancelled and not begun


def may_choose_interview(application: Application, now: datetime) -> bool:
    """Until the day before, once an interview is proposed, and not for what does not take place.

    The row must carry its interview and its call.
    """
    if application.call.cancelled_at is not None:
        return False
    held = application.interview
    return application.state == State.INTERVIEW_PROPOSED and (
        held is None or held.start.date() > now.astimezone(held.start.tzinfo).date()
    )


def may_host(person: Person, branch: Branch, day: date) -> bool:
    """Whoever is of the branch's team on that day; administrators."""
    return branch.pk in branches_of_team(person, on=day)


def may_prepare(application: Application) -> bool:
    """Whether the signed page offers sheets: until the application ends, or leads to an account of their own."""
    return application.state not in {*ENDED, State.TRAINING_CONFIRMED}


def steps_reached(application: Application) -> tuple[str, ...]:
    """The steps to which they have come."""
    return STEPS[: STEP_OF.get(application.state, 0) + 1]


def may_withdraw(application: Application) -> bool:
    """Anybody may step back at any time, once."""
    return application.state not in {State.WITHDRAWN, State.REDIRECTED}


def may_keep(one: Application, other: Application) -> bool:
    """Of two of one person to one call, the one that stays: not one that has ended, or not come as far as a place.

    To two calls both stay.
    """
    return one.call_id != other.call_id or how_far(one) >= how_far(other)


def how_far(application: Application) -> int:
    """What would be lost with it: nothing where it has ended, a place where one is theirs, or a place on a roster."""
    if application.state in HOLDS_A_PLACE:
        return 3 if application.state == State.TRAINING_CONFIRMED else 2
    return 0 if application.state in ENDED else 1


def looks_after(person: Any, now: datetime) -> list[int]:
    """The branches whose applications somebody handles: référents, coordinators, administrators."""
    return branches_of_team(person, on=timezone.localdate(now), kinds=ORDER_ROLES)


def may_undo(move: Transition, person: Any, now: datetime) -> bool:
    """Whoever made a move takes it back for ten minutes; a first one, an undo, a merging and a seat stay."""
    mine = move.actor_id is not None and move.actor_id == person.pk and move.why not in {"merged", "seat taken"}
    if move.before == move.after == State.INTERVIEW_PROPOSED:
        return False  # another hour is chosen instead
    return mine and bool(move.before) and move.undoes_id is None and move.at <= now < move.at + UNDO_FOR


def may_return(move: Transition, now: datetime) -> bool:
    """Whoever stepped back by their mailed link takes it back for ten minutes; from a promotion's roster the team does."""
    mine = move.after == State.WITHDRAWN and move.actor_id is None and move.why == BY_LINK
    return mine and move.before != State.TRAINING_CONFIRMED and move.at <= now < move.at + UNDO_FOR


def may_undo_call(call: Contact, person: Any, now: datetime) -> bool:
    """Whoever noted a call takes it back for ten minutes, as long as nothing has moved since; the row has its file."""
    mine = call.actor_id is not None and call.actor_id == person.pk
    return mine and call.at >= call.application.since and call.at <= now < call.at + UNDO_FOR
