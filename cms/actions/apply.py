"""Takes an application from the public form: once per call and address, never attached to an account."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from cms.actions.alerts import guest
from cms.actions.steps import ApplicationRefusal, advance, lock_call, next_number, seat_application
from cms.models import Application, Call, Transition
from cms.models.applications import State
from cms.models.places import place_at_session, place_at_the_end, place_for_anybody, place_in_line
from cms.models.sources import known_source
from cms.models.states import TAKES_APPLICATIONS, CallState
from hub.actions.notify import notify
from hub.db import require_write, write

# A form that is sent twice, by a second press or after a broken line, comes within this time.
JUST_SENT = timedelta(hours=1)


@dataclass(frozen=True)
class Answers:
    """What the form asks; no event means that no date suits."""

    first_name: str
    last_name: str
    email: str
    phone: str
    over_fifty: bool
    event_id: int | None = None
    mode: str = ""
    for_waiting_list: bool = False
    source: str = ""

    @property
    def email_key(self) -> str:
        """The address as the constraint compares it."""
        return self.email.strip().casefold()


@dataclass(frozen=True)
class Outcome:
    """What the confirmation page tells: nothing in it says whether the address was known.

    `place` is that on the waiting list, of the session where there is one, counted from 1; 0 where one is on none.
    """

    call_id: int
    event_id: int | None
    mode: str
    place: int


def apply(*, call_id: int, answers: Answers, language: str, flagged: bool, now: datetime) -> Outcome:
    """One application; the same again changes nothing, other answers send the known address a link.

    Whoever comes too late for the last seat is on the waiting list of that session.
    Raises ApplicationRefusal where the call is closed, SeatRefusal where the session is.
    """
    with write():
        call = lock_call(call_id)
        state = call.state(now)
        if state not in TAKES_APPLICATIONS:
            raise ApplicationRefusal("closed", _("This call has just closed."))
        full = state == CallState.FULL
        if full and not answers.for_waiting_list:
            message = _("The last place has just been taken. Send the form again to join the waiting list.")
            raise ApplicationRefusal("full", message)
        known = call.applications.alive().filter(email_key=answers.email_key).first()
        if known is None:
            mine = receive(call, answers, full=full, language=language, flagged=flagged, now=now)
            place = place_in_line(mine) or place_at_session(mine, now)
        elif full:
            place = wait_again(known, now)
        else:
            place = choose_again(known, answers, now)
    return Outcome(call.pk, None if full else answers.event_id, answers.mode, place)


def wait_again(known: Application, now: datetime) -> int:
    """A step: the place the page tells whoever asks again to wait.

    The page knows nobody: it tells the place at the end, as to anybody new, and a mail tells the address its own.
    The same form sent once more is answered as it was the first time.
    """
    require_write()
    place = place_in_line(known)
    if place and known.created_at > now - JUST_SENT:
        return place
    kind = "application.received" if place else "application.change_asked"
    notify(person=known.person, kind=kind, target_id=known.pk, key=f"{kind}:{known.pk}:{now:%Y%m%d}", now=now)
    return place_at_the_end(known.call_id)


def choose_again(known: Application, answers: Answers, now: datetime) -> int:
    """A step: the place on the list of a session that the page tells whoever has applied already; 0 for a seat.

    The page knows nobody: it answers as to anybody new, and a mail tells the address the rest.
    """
    require_write()
    same = not differs(known, answers)
    if same and known.created_at > now - JUST_SENT:
        return place_at_session(known, now)
    write_again(known, now, seated=same and answers.event_id is not None and not known.awaits_seat)
    return place_for_anybody(answers.event_id, answers.mode, now)


def write_again(known: Application, now: datetime, *, seated: bool) -> None:
    """A step: the mail that the page promises, once a day: that of the seat they have anew, else their link to change."""
    require_write()
    kind, target = ("event.registered", known.registration_id) if seated else ("application.change_asked", known.pk)
    notify(person=known.person, kind=kind, target_id=target, key=f"{kind}:{target}:{now:%Y%m%d}", now=now)


def differs(known: Application, answers: Answers) -> bool:
    """Whether somebody who has applied already now asks for another session."""
    if known.state == State.WAITING_LIST:
        return True
    held = known.registration
    if held is None or not (known.awaits_seat or held.state == held.State.CONFIRMED):
        return answers.event_id is not None
    return (held.event_id, held.mode) != (answers.event_id, answers.mode)


def receive(call: Call, answers: Answers, *, full: bool, language: str, flagged: bool, now: datetime) -> Application:
    """A step: the guest, the application, its first transition, its seat and its mail."""
    require_write()
    names = {"first_name": answers.first_name, "last_name": answers.last_name, "phone": answers.phone}
    person = guest(email=answers.email, language=language, now=now, **names)
    application = Application.objects.create(
        call=call,
        person=person,
        state=State.WAITING_LIST if full else State.RECEIVED,
        since=now,
        queue_number=next_number(call.pk) if full else None,
        email_key=answers.email_key,
        over_fifty=answers.over_fifty,
        flagged=flagged,
        source=known_source(call.pk, answers.source),
        created_at=now,
    )
    Transition.objects.create(application=application, after=application.state, at=now, why="form")
    if answers.event_id is not None and not full:
        event_id, mode = answers.event_id, answers.mode
        seat_application(application, event_id=event_id, mode=mode, actor=None, now=now, wait=True)
        if application.awaits_seat:
            application.save(update_fields=["registration"])
        else:
            advance(application, State.SESSION_CHOSEN, actor=None, why="form", now=now)
    else:
        key = f"application.received:{application.pk}"
        notify(person=person, kind="application.received", target_id=application.pk, key=key, now=now)
    return application
