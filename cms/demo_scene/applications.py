"""Applications of the demo: people at every step, made by the actions that the site itself uses."""

import uuid
from collections.abc import Iterator
from datetime import time, timedelta
from itertools import count

from cms.actions.apply import Answers, apply
from cms.actions.change import withdraw_application
from cms.actions.interviews import Hours, choose_interview, publish_interviews
from cms.actions.messages import write_message
from cms.actions.pipeline import mark_contact, write_note
from cms.actions.steps import advance, lock_application
from cms.demo_content.people import APPLICANTS
from cms.demo_scene.pages import CONTENT
from cms.demo_scene.sources import add_sources
from cms.models import Application, Call, Interview, offered_sessions
from cms.models.applications import State
from cms.models.sources import POSTER
from events.models import Event
from hub.db import write
from hub.demo_world import World
from hub.models import Person, Role
from hub.words.working_days import working_days_after

# How many people of each call are accepted, wait on the list, chose a session, or wait for a call.
CROWD = {
    "lille": (8, 0, 5, 2),
    "paris": (14, 0, 2, 1),
    "marseille": (12, 2, 0, 0),
    "bruxelles": (5, 0, 3, 1),
    "rotterdam": (4, 0, 2, 1),
}
# The seats of a small room.
SMALL = 4
PATH_TO_ACCEPTANCE = (
    State.SESSION_CHOSEN,
    State.PRESENT,
    State.INTERVIEW_PROPOSED,
    State.INTERVIEW_DONE,
    State.ACCEPTED,
)


ASKED = (
    "Bonjour, je garde mon petit-fils le mercredi. Est-ce que les jours de formation peuvent tomber un mercredi ?",
    "Bonjour, ceux de cette promotion tombent le mardi et le jeudi. Et un jour manqué se rattrape.",
    "Merci, voilà qui me rassure. Dois-je apporter quelque chose à l’entretien ?",
)


def add_applications(world: World, calls: dict[str, Call]) -> None:
    """Fills the calls."""
    people = count()
    for name, (accepted, waiting, chosen, calling) in CROWD.items():
        add_sources(world, calls[name])
        for _n in range(accepted):
            accept(world, calls[name], next(people))
        for n in range(waiting):
            send(world, calls[name], next(people), days=3 - n, waiting=True)
        for n in range(chosen):
            send(world, calls[name], next(people), days=4 + n, session=n % 2)
        for n in range(calling):
            send(world, calls[name], next(people), days=1 + 3 * n)
    in_between(world, calls["lille"], people)
    give_back(world, calls["marseille"])
    fill_session(world, calls["bruxelles"], people)
    keep_hours(world, calls["lille"])


def answers(world: World, call: Call, number: int, session: int | None, *, waiting: bool) -> Answers:
    """The answers of the n-th applicant; beyond the list, names come round again with other addresses."""
    row = APPLICANTS[number % len(APPLICANTS)]
    turn = number // len(APPLICANTS)
    email = row["email"] if not turn else row["email"].replace("@", f".{turn}@")
    event_id, mode = None, ""
    if session is not None:
        offered = offered_sessions([Call.objects.with_facts().get(pk=call.pk)], world.now)[call.pk]
        event = offered[min(session, len(offered) - 1)]
        event_id, mode = event.pk, event.modes[0]
    words = ["", POSTER, *call.sources.order_by("pk").values_list("word", flat=True)]
    source = words[number % len(words)]
    return Answers(row["first_name"], row["last_name"], email, row["phone"], True, event_id, mode, waiting, source)


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


def keep_hours(world: World, call: Call) -> None:
    """The référent keeps two mornings; one of those to be interviewed has chosen an hour."""
    host = Person.objects.filter(roles__branch=call.branch_id, roles__kind=Role.Kind.REFERENT).order_by("pk")[0]
    today = world.now.date()
    for days in (3, 6):
        day = working_days_after(today, days)
        facts = {"minutes": 45, "mode": "in_person", "where": call.branch.address}
        hours = Hours(branch=call.branch, host=host, day=day, first=time(9), last=time(12), **facts)
        publish_interviews(actor=host, hours=hours, now=world.now)
    chosen = Application.objects.filter(call=call, state=State.INTERVIEW_PROPOSED).order_by("pk")[0]
    free = Interview.objects.free(call.branch, world.now)[1]
    for actor, words, hours_ago in ((None, ASKED[0], 30), (host, ASKED[1], 26), (None, ASKED[2], 3)):
        facts = {"application_id": chosen.pk, "key": uuid.uuid4(), "now": world.now - timedelta(hours=hours_ago)}
        write_message(actor=actor, words=words, **facts)
    choose_interview(actor=None, application_id=chosen.pk, interview_id=free.pk, now=world.now - timedelta(hours=2))


def give_back(world: World, call: Call) -> None:
    """One of those accepted cannot come: the first on the list is offered the place."""
    held = Application.objects.filter(call=call, state=State.ACCEPTED).order_by("pk")[0]
    withdraw_application(actor=None, application_id=held.pk, why="demo", now=world.now - timedelta(hours=5))


def fill_session(world: World, call: Call, people: Iterator[int]) -> None:
    """A small room is full: the last one to apply is on the list of that session."""
    event = offered_sessions([Call.objects.with_facts().get(pk=call.pk)], world.now)[call.pk][2]
    Event.objects.filter(pk=event.pk).update(**{f"seats_{event.modes[0]}": SMALL})
    for n in range(SMALL + 1):
        send(world, call, next(people), days=2 - n / SMALL, session=2)


def in_between(world: World, call: Call, people: Iterator[int]) -> None:
    """Those who missed the session, wait for an interview, or for a decision."""
    for steps, days in ((2, [9, 5]), (3, [9, 6, 4]), (4, [12, 9, 8, 2])):
        application = send(world, call, next(people), days=14)
        move(world, application, PATH_TO_ACCEPTANCE[:steps], days)
    talked_to(world, application)
    application = send(world, call, next(people), days=10)
    move(world, application, (State.SESSION_CHOSEN, State.ABSENT), [9, 4])
    apply_twice(world, call)


def apply_twice(world: World, call: Call) -> None:
    """Somebody who found the answer long in coming, and wrote again from another address."""
    first = call.applications.filter(state=State.RECEIVED).exclude(person__phone="").order_by("pk")[0].person
    email = first.email.replace("@", ".bis@")
    again = Answers(first.first_name, first.last_name, email, first.phone.replace(" ", ""), True)
    apply(call_id=call.pk, answers=again, language=first.language, flagged=False, now=world.now - timedelta(hours=20))


def talked_to(world: World, application: Application) -> None:
    """Somebody who was phoned, and of whom the team has kept a note."""
    actor = Person.objects.filter(roles__branch=application.call.branch_id).order_by("pk")[0]
    facts = {"actor": actor, "application_id": application.pk}
    mark_contact(outcome="message", now=world.now - timedelta(days=3), **facts)
    words = CONTENT[application.call.branch.languages[0]].NOTE
    write_note(words=words, now=world.now - timedelta(days=2), **facts)
