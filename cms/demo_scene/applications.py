"""Applications of the demo: people at every step, made by the actions that the site itself uses."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count

from cms.actions.apply import Answers, apply
from cms.actions.steps import advance, lock_application
from cms.demo_content.people import APPLICANTS
from cms.models import Application, Call, offered_sessions
from cms.models.applications import State
from hub.db import write
from hub.demo_world import World
from hub.models import Person

# How many people of each call are accepted, wait on the list, chose a session, or wait for a call.
CROWD = {
    "lille": (8, 0, 5, 2),
    "paris": (14, 0, 2, 1),
    "marseille": (12, 2, 0, 0),
    "bruxelles": (5, 0, 3, 1),
    "rotterdam": (4, 0, 2, 1),
}
PATH_TO_ACCEPTANCE = (
    State.SESSION_CHOSEN,
    State.PRESENT,
    State.INTERVIEW_PROPOSED,
    State.INTERVIEW_DONE,
    State.ACCEPTED,
)


def add_applications(world: World, calls: dict[str, Call]) -> None:
    """Fills the calls."""
    people = count()
    for name, (accepted, waiting, chosen, calling) in CROWD.items():
        for _n in range(accepted):
            accept(world, calls[name], next(people))
        for n in range(waiting):
            send(world, calls[name], next(people), days=3 - n, waiting=True)
        for n in range(chosen):
            send(world, calls[name], next(people), days=4 + n, session=n)
        for n in range(calling):
            send(world, calls[name], next(people), days=1 + 3 * n)
    in_between(world, calls["lille"], people)


def answers(world: World, call: Call, number: int, session: int | None, *, waiting: bool) -> Answers:
    """The answers of the n-th applicant; beyond the list, names come round again with other addresses."""
    row = APPLICANTS[number % len(APPLICANTS)]
    turn = number // len(APPLICANTS)
    email = row["email"] if not turn else row["email"].replace("@", f".{turn}@")
    event_id, mode = None, ""
    if session is not None:
        offered = offered_sessions([Call.objects.with_facts().get(pk=call.pk)], world.now)[call.pk]
        event = offered[session % min(len(offered), 2)]
        event_id, mode = event.pk, event.modes[0]
    return Answers(row["first_name"], row["last_name"], email, row["phone"], True, event_id, mode, waiting)


def send(
    world: World, call: Call, number: int, *, days: float, session: int | None = None, waiting: bool = False
) -> Application:
    """One application, sent some days ago."""
    sent = answers(world, call, number, session, waiting=waiting)
    now = world.now - timedelta(days=days, minutes=7 * number)
    apply(call_id=call.pk, answers=sent, language=call.branch.languages[0], flagged=False, now=now)
    return Application.objects.get(call=call, email_key=sent.email_key)


def move(world: World, application: Application, states: tuple[str, ...], days: list[float]) -> None:
    """Takes an application along a path, one move a day, by the branch's staff."""
    actor = Person.objects.filter(roles__branch=application.call.branch_id).order_by("pk").first()
    for state, ago in zip(states, days, strict=True):
        with write():
            held = lock_application(application.pk)
            advance(held, state, actor=actor, why="demo", now=world.now - timedelta(days=ago))


def accept(world: World, call: Call, number: int) -> None:
    """Somebody who came to an earlier session and has been accepted since."""
    application = send(world, call, number, days=19)
    move(world, application, PATH_TO_ACCEPTANCE, [18, 14, 13, 9, 7])


def in_between(world: World, call: Call, people: Iterator[int]) -> None:
    """Those who missed the session, wait for an interview, or for a decision."""
    for steps, days in ((2, [9, 5]), (3, [9, 6, 4]), (4, [12, 9, 8, 2])):
        application = send(world, call, next(people), days=14)
        move(world, application, PATH_TO_ACCEPTANCE[:steps], days)
    application = send(world, call, next(people), days=10)
    move(world, application, (State.SESSION_CHOSEN, State.ABSENT), [9, 4])
