"""At any instant, whatever places and seats are taken: page, card, JSON-LD, shared text, poster, feed and form of a call say one thing."""

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from cms.models import Application, Call
from cms.models.states import TAKES_APPLICATIONS
from events.actions.lives import cancel_event
from events.actions.seats import register
from events.ical import uid
from events.models import Event, Registration
from hub.anonymous import stamp
from hub.models import Attempt
from tests.cast import NOW, session

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OPENS, DEADLINE, TOTAL = NOW + 2 * DAY, NOW + 30 * DAY, 5
PATH, LIST = "/fr/devenir-mentor/lille/", "/fr/devenir-mentor/"
# What each state is called on the page and on a card; a number stands for the places left.
LINES = {
    "scheduled": "Les candidatures ouvrent le",
    "open": "Ouvert : {} sur 5, jusqu’au",
    "closing_soon": "Ouvert : {} sur 5, jusqu’au",
    "full": "Complet. La liste d’attente est ouverte jusqu’au",
    "closed": "Cet appel est fermé",
    "cancelled": "Cet appel est annulé",
}
CARDS = {
    "scheduled": "Ouvre bientôt",
    "open": "{}",
    "closing_soon": "{}, ferme bientôt",
    "full": "Complet, liste d’attente",
}
ENDED = {"closed", "cancelled"}


@dataclass(frozen=True)
class Instant:
    """When, and how things stand then."""

    after: timedelta
    accepted: int = 0
    offered: int = 0
    seats: int = 10
    cancelled: bool = False


def plain(text: str) -> str:
    return " ".join(text.replace("\xa0", " ").split())


def soup(path: str) -> BeautifulSoup:
    answer = Client().get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def places(left: int) -> str:
    return f"{left} place" + ("s" if left > 1 else "")


def offered(page: BeautifulSoup) -> dict[str, int]:
    """{value of a choice: seats left} as the form says; one without is chosen for its waiting list."""
    found = {}
    for one in page.select("form input[name=session]"):
        if one["value"] != "none":
            words = plain(one.find_parent("label").small.get_text(" "))
            number = re.search(r"(\d+) places?\.$", words)
            found[one["value"]] = int(number[1]) if number else 0
            full = "Complet. Liste d’attente de cette séance" in words
            assert full is (found[one["value"]] == 0)
            assert "disabled" not in one.attrs
    return found


def told_to_engines(page: BeautifulSoup) -> dict[int, dict[str, Any]]:
    """{key of a session: what its JSON-LD says}."""
    script = page.select_one("script[type='application/ld+json']")
    things = json.loads(script.string)["@graph"] if script else []
    return {int(thing["@id"].rstrip("/").rpartition("/")[2]): thing for thing in things}


def card_of(page: BeautifulSoup) -> Tag | None:
    """The call's card in the list."""
    cards = [one for one in page.select("li.card") if one.select_one(f"a[href='{PATH}']")]
    assert len(cards) <= 1
    return cards[0] if cards else None


def in_feed() -> dict[str, tuple[str, datetime]]:
    """{uid: (status, start)} of everybody's calendar."""
    calendar = Calendar.from_ical(Client().get("/agenda/fr/le-banc.ics").content)
    return {str(one["UID"]): (str(one["STATUS"]), one["DTSTART"].dt) for one in calendar.walk("VEVENT")}


def send(call: Call, value: str, name: str) -> str:
    """The form sent by somebody of this name: what becomes of it, "" where it is refused."""
    facts = {"stamp": stamp(f"apply:{call.pk}"), "first_name": name, "last_name": "Petit", "over_fifty": "on"}
    facts |= {"email": f"{name}@mail.example", "session": value}
    answer = Client().post(f"/fr/candidature/{call.pk}/", facts)
    made = Application.objects.filter(email_key=f"{name}@mail.example").first()
    assert (answer.status_code == 302) is (made is not None)
    return made.state if made else ""


def put(call: Call, cast: Any, at: Instant, now: datetime) -> None:
    """Places taken and offered, seats of the first session, and the call's own life."""
    Application.objects.all().delete()
    Attempt.objects.all().delete()
    for number in range(at.accepted + at.offered):
        waits = number >= at.accepted
        facts = {"state": "waiting_list", "queue_number": number + 1, "offered_until": now + HOUR} if waits else {}
        Application.objects.create(
            call=call,
            person=cast.stranger,
            since=now,
            created_at=now,
            over_fifty=True,
            email_key=f"{number}@mail.example",
            **({"state": "accepted"} | facts),
        )
    Event.objects.filter(pk=cast.sessions[0].pk).update(seats_in_person=at.seats)
    Call.objects.update(cancelled_at=now if at.cancelled else None)


@pytest.fixture
def call(clock, cast, now) -> Call:
    """Open for four weeks, with five places; one seat of its first session is taken."""
    cast.call.opens_at, cast.call.deadline, cast.call.total = OPENS, DEADLINE, TOTAL
    cast.call.save()
    session(cast, "2026-12-20", seats=20, online=5)
    register(actor=cast.mentor, event_id=cast.sessions[0].pk, mode="in_person", now=now)
    return cast.call


def check(call: Call, now: datetime) -> None:
    """Everything that shows the call, read as a visitor, a search engine and a calendar read it."""
    facts = Call.objects.with_facts().get(pk=call.pk)
    state, left = str(facts.state(now)), facts.facts.seats_left
    takes, chooses = state in TAKES_APPLICATIONS, state in TAKES_APPLICATIONS and state != "full"
    page, card = soup(PATH), card_of(soup(LIST))

    line = page.select_one(".head .flush .tag")
    assert plain(line.get_text(" ")).startswith(LINES[state].format(places(left)))
    assert ("w2" in line["class"]) is (state == "closing_soon")
    assert bool(page.select_one(f"form[action='/fr/candidature/{call.pk}/']")) is takes
    assert (card is not None) is (state in CARDS)
    if card is not None:
        assert plain(card.select_one(".tag").get_text(" ")) == CARDS[state].format(places(left))

    ways = offered(page)
    assert bool(page.select("form input[name=session]")) is chooses
    check_engines(page, ways)
    chosen = next((value for value, seats in ways.items() if seats), "none")
    if card is not None:
        assert ("Prochaine séance d’information" in plain(card.get_text(" "))) is (chosen != "none")
    check_shared(call, page, state)
    became = "waiting_list" if state == "full" else "received" if chosen == "none" else "session_chosen"
    assert send(call, chosen, "elodie") == (became if takes else "")
    full = next((value for value, seats in ways.items() if not seats), None)
    if full is not None:
        check_list(call, full)


def check_list(call: Call, value: str) -> None:
    """Whoever chooses a full session is kept, and stands on its list."""
    before = Registration.objects.filter(state="waiting").count()
    kept = send(call, value, "agathe")
    assert kept in {"received", "waiting_list"}
    assert Registration.objects.filter(state="waiting").count() - before == (kept == "received")


def check_engines(page: BeautifulSoup, ways: dict[str, int]) -> None:
    """The JSON-LD has the form's sessions with the form's seats, and the calendar has them at the same hours."""
    seats: dict[int, int] = {}
    for value, free in ways.items():
        key = int(value.partition(":")[0])
        seats[key] = seats.get(key, 0) + free
    things, calendar = told_to_engines(page), in_feed()
    assert {key: thing["remainingAttendeeCapacity"] for key, thing in things.items()} == seats
    for key, thing in things.items():
        assert thing["offers"]["availability"].endswith("InStock" if seats[key] else "SoldOut")
        assert thing["eventStatus"].endswith("EventScheduled")
        begins = datetime.fromisoformat(thing["startDate"])
        assert calendar[uid(Event.objects.get(pk=key))] == ("CONFIRMED", begins)


def check_shared(call: Call, page: BeautifulSoup, state: str) -> None:
    """What is shared and printed says when it is over, the same as the page, and the same month everywhere."""
    line, poster = page.select_one(".head .flush .tag"), soup(f"/fr/affiche/{call.pk}/")
    shared = page.select_one("meta[property='og:description']")["content"]
    assert page.select_one("meta[name=description]")["content"] == shared
    assert shared == (f"{LINES[state]}. Deux heures." if state in ENDED else "Deux heures.")
    warned = poster.select_one(".screen .tag")
    said = "" if state in TAKES_APPLICATIONS else plain(line.get_text(" "))
    assert (plain(warned.get_text(" ")) if warned else "") == said
    assert "janvier 2027" in page.select_one("meta[property='og:image:alt']")["content"]
    assert "janvier 2027" in plain(poster.select_one(".poster header").get_text(" "))


INSTANTS = st.builds(
    Instant,
    after=st.timedeltas(-DAY, 62 * DAY)
    | st.builds(
        lambda edge, aside: edge - NOW + timedelta(seconds=aside),
        st.sampled_from([OPENS, DEADLINE - 7 * DAY, DEADLINE]),
        st.sampled_from([-1, 0, 1]),
    ),
    accepted=st.integers(0, 4),
    offered=st.integers(0, 2),
    seats=st.sampled_from([1, 2, 10]),
    cancelled=st.sampled_from([False, False, False, True]),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=INSTANTS)
@example(Instant(after=timedelta()))
@example(Instant(after=3 * DAY, seats=1))
@example(Instant(after=3 * DAY, accepted=4, offered=1))
@example(Instant(after=3 * DAY, cancelled=True))
@example(Instant(after=27 * DAY))
@example(Instant(after=DEADLINE - NOW))
def test_whatever_shows_a_call_agrees_at_any_instant(call, cast, clock, at):
    now = NOW + at.after
    clock.move_to(now)
    put(call, cast, at, now)

    check(call, now)


def test_a_session_that_is_cancelled_is_offered_nowhere_and_the_calendar_says_so(call, cast, clock):
    now = NOW + 3 * DAY
    clock.move_to(now)
    first = cast.sessions[0]
    cancel_event(actor=cast.coordinator, event_id=first.pk, now=now)

    page = soup(PATH)

    assert first.pk not in told_to_engines(page)
    assert not [value for value in offered(page) if value.startswith(f"{first.pk}:")]
    assert in_feed()[uid(first)][0] == "CANCELLED"
    check(call, now)
