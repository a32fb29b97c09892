"""Who is behind a session and what they may follow: read in batches, off the event loop."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import OuterRef, Q, Subquery
from django.utils.crypto import constant_time_compare

from hub.live.frames import TOO_FAR, Cursor
from hub.live.topics import LiveTopic, find
from hub.models import LogEvent, Person, Topic

# SQLite takes at most 999 parameters in old builds; a query of many topics is cut before that.
BATCH = 300


@dataclass(frozen=True)
class Wish:
    """What a hello asks for, by whoever holds this session."""

    session_key: str
    subs: Sequence[tuple[str, Cursor | None]]


@dataclass(frozen=True)
class Place:
    """Where a topic stands."""

    head: int = 0
    h: str = ""
    min: int = 0

    def __str__(self) -> str:
        return f"{self.head}.{self.h}"


@dataclass(frozen=True)
class Verdict:
    """`start` after an event, or `gone`, or `reset` with its reason."""

    key: str
    outcome: str
    place: Place = field(default_factory=Place)
    after: int = 0
    why: str = ""
    data: dict[str, Any] | None = None


@dataclass(frozen=True)
class Answer:
    """The person, None when signed out, and a verdict per topic."""

    person: int | None
    verdicts: tuple[Verdict, ...] = ()


def people_of(session_keys: Iterable[str], now: datetime) -> dict[str, Person]:
    """Who is signed in by these sessions now; two queries for each batch."""
    found: dict[str, Person] = {}
    for some in batches(set(session_keys)):
        found |= people_of_some(some, now)
    return found


def people_of_some(session_keys: Sequence[str], now: datetime) -> dict[str, Person]:
    """The same for as many as one query takes."""
    rows = Session.objects.filter(session_key__in=session_keys, expire_date__gt=now)
    store = SessionStore()
    data = {row.session_key: store.decode(row.session_data) for row in rows.order_by("pk")}
    wanted = {int(one[SESSION_KEY]) for one in data.values() if SESSION_KEY in one and BACKEND_SESSION_KEY in one}
    people = {person.pk: person for person in Person.objects.active().filter(pk__in=wanted).order_by("pk")}
    found = {}
    for key, one in data.items():
        person = people.get(int(one.get(SESSION_KEY, 0)))
        if person and constant_time_compare(one.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash()):
            found[key] = person
    return found


def batches(items: Iterable[Any]) -> Iterable[list[Any]]:
    """Cuts a list into pieces that one query can take."""
    rows = list(items)
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def places_of(keys: Iterable[str]) -> dict[str, Place]:
    """Where these topics stand; a topic without a row stands at nothing."""
    places = {}
    for some in batches(set(keys)):
        last = LogEvent.objects.filter(topic=OuterRef("pk"), seq=OuterRef("head")).values("uuid")
        topics = Topic.objects.filter(key__in=some).annotate(last=Subquery(last)).order_by("pk")
        rows = topics.values_list("key", "head", "last", "min")
        places.update({key: Place(head, uuid.hex[:8] if uuid else "", low) for key, head, uuid, low in rows})
    return places


def marks_of(cursors: Iterable[tuple[str, Cursor]]) -> set[tuple[str, int, str]]:
    """Those cursors that name an event of the log, as (topic, seq, h)."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for key, cursor in cursors:
        wanted[key].add(cursor.seq)
    known = set()
    for some in batches(wanted.items()):
        at = Q(pk__in=[])
        for key, seqs in some:
            at |= Q(topic__key=key, seq__in=seqs)
        rows = LogEvent.objects.filter(at).select_related("topic").order_by("pk")
        known |= {(event.topic.key, event.seq, event.h) for event in rows}
    return known


def reset_reason(key: str, after: Cursor, place: Place, known: set[tuple[str, int, str]]) -> str:
    """Why one cannot go on from there; empty where one can."""
    if after.seq > place.head or (after.seq > 0 and (key, after.seq, after.h) not in known):
        return "rollback"
    if after.seq < place.min:
        return "policy"
    return "toofar" if place.head - after.seq > TOO_FAR else ""


def by_kind(keys: Iterable[str]) -> dict[LiveTopic, dict[str, int]]:
    """These topics by their kind, as {kind: {topic: object}}; what no app declares is left out."""
    kinds: dict[LiveTopic, dict[str, int]] = defaultdict(dict)
    for key in keys:
        found = find(key)
        if found is not None:
            kinds[found[0]][key] = found[1]
    return kinds


def states_of(keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The state of each of these topics that is a state topic; read together for each kind."""
    found = {}
    for topic, some in by_kind(keys).items():
        states = topic.states(some.values()) if topic.is_state else {}
        found.update({key: states[pk] for key, pk in some.items() if pk in states})
    return found


def allowed_of(wishes: Sequence[Wish], people: dict[str, Person]) -> set[tuple[int, str]]:
    """Who may read which of the topics they ask for, as (person, topic); read together for each kind."""
    asked: dict[LiveTopic, list[tuple[Person, int]]] = defaultdict(list)
    for wish in wishes:
        person = people.get(wish.session_key)
        if person is not None:
            for topic, some in by_kind(key for key, _after in wish.subs).items():
                asked[topic] += [(person, pk) for pk in some.values()]
    return {(person, topic.key(pk)) for topic, pairs in asked.items() for person, pk in topic.sift(pairs)}


def judge(wishes: Sequence[Wish], now: datetime) -> list[Answer]:
    """Answers waiting hellos together. Where topics stand is read before who may read them: whoever loses
    the right in between is refused here, and whoever loses it later does so at an event after that place.
    """
    places = places_of(key for wish in wishes for key, _after in wish.subs)
    known = marks_of((key, after) for wish in wishes for key, after in wish.subs if after is not None and after.seq)
    people = people_of((wish.session_key for wish in wishes), now)
    allowed = allowed_of(wishes, people)
    states = states_of(key for _person, key in allowed)
    answers = []
    for wish in wishes:
        person = people.get(wish.session_key)
        if person is None:
            answers.append(Answer(None))
            continue
        verdicts = [
            decide(key, after, places.get(key, Place()), known, states)
            if (person.pk, key) in allowed
            else Verdict(key, "gone")
            for key, after in wish.subs
        ]
        answers.append(Answer(person.pk, tuple(verdicts)))
    return answers


def decide(
    key: str,
    after: Cursor | None,
    place: Place,
    known: set[tuple[str, int, str]],
    states: dict[str, dict[str, Any]],
) -> Verdict:
    """One topic of one hello by somebody who may read it."""
    if key in states:
        return Verdict(key, "start", place, place.head, data=states[key])
    if after is None:
        return Verdict(key, "start", place, place.head)
    why = reset_reason(key, after, place, known)
    return Verdict(key, "reset" if why else "start", place, after.seq, why)


def signed_out(sessions: dict[str, int], now: datetime) -> set[str]:
    """Those of {session key: person} that no longer sign that person in."""
    people = people_of(sessions, now)
    return {key for key, person in sessions.items() if key not in people or people[key].pk != person}
