"""Real servers: two hundred people at once for ten seats, and hundreds of calendars that ask every quarter of an hour."""

import asyncio
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.faults.house import Ground, House
from tests.faults.ledger import Query
from tests.faults.report import Line, none_of, say
from tests.faults.visitor import Visitor
from tests.faults.wire import NoAnswerError, request

SEATS, TOKEN, ERROR = 10, "x" * 32, 500
# Where servers cannot answer at once they may take their time; none may fail.
PATIENCE = 60.0
QUARTER = 15 * 60
STATES = "SELECT state, queue_number, guests, person_id, id FROM events_registration WHERE event_id = {} ORDER BY id"
Row = tuple[str, int | None, int, int, int]


async def stage(house: House, events: int, guests: int, links: int) -> dict[str, Any]:
    """What the house needs for it, made by a process of its own."""
    numbers = map(str, (events, SEATS, guests, links))
    return dict(json.loads(await house.run("-m", "tests.calendars.stage", *numbers)))


def crowd_of(house: House) -> list[Visitor]:
    """Everybody, by the servers' own doors in turn."""
    ports = house.ports
    found = []
    for number, facts in enumerate(house.ground.facts["members"]):
        one = house.visitor(facts, ports[number % len(ports)])
        one.token = TOKEN
        found.append(one)
    return found


async def press(one: Visitor, path: str, fields: dict[str, str]) -> int:
    """The status of a form that was sent; 0 for no answer."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    body = "&".join(f"{name}={value}" for name, value in fields.items()).encode()
    try:
        return (await one.send(path, headers, body, patience=PATIENCE)).status
    except NoAnswerError:
        return 0


def registered(house: House, event: int) -> list[Row]:
    """The rows of an event, in the order in which they were written."""

    def ask(query: Query) -> list[Row]:
        return [tuple(row) for row in query(STATES.format(int(event)))]

    return house.look(ask)


def wrong_with(rows: list[Row], people: int) -> list[str]:
    """What is not as promised: exactly the first parties have the seats, the others wait in the order of the commits."""
    left, first = SEATS, 0
    for row in rows:
        if 1 + row[2] > left:
            break
        left, first = left - 1 - row[2], first + 1
    told = []
    if len(rows) != people:
        told.append(f"{len(rows)} registrations of {people} people")
    if [row[0] for row in rows] != ["confirmed"] * first + ["waiting"] * (len(rows) - first):
        told.append(f"states {Counter(row[0] for row in rows)}")
    if [row[1] for row in rows[first:]] != list(range(1, len(rows) - first + 1)):
        told.append("numbers out of order")
    return told


async def one_round(house: House, crowd: list[Visitor], event: int, *, guests: bool) -> tuple[Counter[int], list[str]]:
    """Everybody presses at once, then the first gives the seat back."""
    path = f"/fr/agenda/{event}/place/"
    wishes = [{"mode": "in_person", "wait": "1", "guests": str(at % 3 if guests else 0)} for at in range(len(crowd))]
    answers = Counter(await asyncio.gather(*(press(one, path, wish) for one, wish in zip(crowd, wishes, strict=True))))
    rows = await asyncio.to_thread(registered, house, event)
    wrong = wrong_with(rows, len(crowd))
    leaver = next(one for one in crowd if one.pk == rows[0][3])
    answers[await press(leaver, f"/fr/agenda/{event}/annuler/", {"x": "1"})] += 1
    after = await asyncio.to_thread(registered, house, event)
    offered = [row[4] for row in after if row[0] == "offered"]
    free, expected = 1 + rows[0][2] + SEATS - sum(1 + row[2] for row in rows if row[0] == "confirmed"), []
    for row in (row for row in rows if row[0] == "waiting"):
        if 1 + row[2] > free:
            break
        free, expected = free - 1 - row[2], [*expected, row[4]]
    if offered != expected:
        wrong.append(f"offered {offered}, not {expected}")
    return answers, wrong


async def rush(mode: str, folder: Path, people: int, rounds: int) -> list[Line]:
    """R3: two servers, everybody at once for ten seats, round after round, guests in every third."""
    ground = await Ground.prepare(mode, folder, people)
    house = await ground.house(servers=2)
    plain = (await stage(house, rounds, 0, 0))["events"]
    company = (await stage(house, max(1, rounds // 3), 2, 0))["events"]
    crowd, answers, wrong = crowd_of(house), Counter[int](), []
    for event in (*plain, *company):
        told, mistakes = await one_round(house, crowd, event, guests=event in company)
        answers += told
        wrong += mistakes
        say(f"{mode}, rush", f"event {event}: {dict(told)}{'; ' + '; '.join(mistakes) if mistakes else ''}")
    asked = sum(answers.values())
    where, done = f"{mode}, 2 servers", f"{len(plain) + len(company)} rounds of {people}"
    failed = sum(number for status, number in answers.items() if status >= ERROR or not status)
    return [
        Line(where, "R3 exact seats, order, offers to the head", f"{len(wrong)} wrong in {done}", "0", not wrong),
        none_of(where, "R3 answers 5xx, or none", failed, f"{asked} requests"),
    ]


async def ask(port: int, path: str, tag: str = "") -> tuple[int, str]:
    """One calendar asks: the status, and the tag it was given."""
    headers = {"If-None-Match": tag} if tag else {}
    answer = await request(port, "GET", path, headers, patience=PATIENCE)
    return answer.status, answer.headers.get("etag", tag)


async def polls(mode: str, folder: Path, subscribers: int, rounds: int) -> list[Line]:
    """So many calendars on one process, each asking once a quarter: the quarters follow one another at once.

    In each quarter one in a hundred takes a seat, so that their own calendar changes, and nobody else's.
    """
    ground = await Ground.prepare(mode, folder, subscribers)
    house = await ground.house(servers=1)
    staged = await stage(house, 1, 0, subscribers)
    port, links, crowd = house.ports[0], staged["links"], crowd_of(house)
    gate = asyncio.Semaphore(20)

    async def in_turn(path: str, tag: str = "") -> tuple[int, str]:
        async with gate:
            return await ask(port, path, tag)

    tags = [tag for _status, tag in await asyncio.gather(*(in_turn(path) for path in links))]
    counts, took, movers = Counter[int](), [], max(1, subscribers // 100)
    for number in range(rounds):
        for one in crowd[number * movers : (number + 1) * movers]:
            fields = {"mode": "in_person", "wait": "1"}
            await press(one, f"/fr/agenda/{staged['events'][0]}/place/", fields)
        began = time.monotonic()
        told = await asyncio.gather(*(in_turn(path, tag) for path, tag in zip(links, tags, strict=True)))
        took.append(time.monotonic() - began)
        counts += Counter(status for status, _tag in told)
        tags = [tag for _status, tag in told]
    share = 100 * counts[304] / sum(counts.values())
    where, exact = f"{mode}, 1 process", counts == Counter({304: (subscribers - movers) * rounds, 200: movers * rounds})
    say(f"{mode}, polls", f"{dict(counts)}, a quarter in {', '.join(f'{one:.1f} s' for one in took)}")
    busy = 100 * max(took) / QUARTER
    return [
        Line(where, f"{subscribers} calendars: answers 304", f"{share:.1f} %", "≥ 99 %", exact and share >= 99),
        Line(
            where,
            f"{subscribers} calendars: of each quarter of an hour",
            f"{max(took):.1f} s, {busy:.1f} %",
            "10 %",
            busy <= 10,
        ),
    ]
