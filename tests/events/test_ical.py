"""The calendar entry of a seat: read back, folded right, and never broken by a text."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from events.ical import Party, calendar, component_of, feed_calendar, invitation, written
from events.models import Event, Registration
from hub.models import Branch

BRANCH = Branch(slug="x", phone="+33353010001", city={"fr": "Lille"})


def event(**changed):
    facts = {
        "title": "Découvrir le mentorat",
        "branch": BRANCH,
        "zone": "Europe/Paris",
        "starts_at": datetime(2026, 12, 1, 17, 0, tzinfo=UTC),
        "ends_at": datetime(2026, 12, 1, 18, 30, tzinfo=UTC),
        "mode": "in_person",
        "place": "Antenne",
        "address": "12 rue de Tournai",
        "access": {},
        "created_at": datetime(2026, 11, 1, tzinfo=UTC),
        "modified_at": datetime(2026, 11, 2, 8, 30, 5, 999, tzinfo=UTC),
    }
    return Event(**{**facts, **changed})


def mailed(seat):
    """What a mail about a seat carries."""
    house, person = Party("Le Banc Lille", "bonjour@lebanc.example"), Party("Nora O’Connor", "nora@cast.example")
    return invitation(seat, "", organizer=house, attendee=person)[1]


def read(data: bytes):
    return Calendar.from_ical(data).walk("VEVENT")[0]


def test_wall_time_with_its_zone_and_stamps_of_the_data():
    entry = read(calendar(component_of(event()), zones={"Europe/Paris"}))

    assert entry["DTSTART"].params["TZID"] == "Europe/Paris"
    assert entry.decoded("DTSTART").astimezone(UTC) == datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
    assert entry.decoded("DTSTAMP") == entry.decoded("LAST-MODIFIED") == datetime(2026, 11, 2, 8, 30, 5, tzinfo=UTC)


def test_the_same_bytes_twice():
    one = event()

    assert calendar(component_of(one), zones={one.zone}) == calendar(component_of(one), zones={one.zone})


@pytest.mark.parametrize("hour", [0, 1])
def test_an_hour_that_clocks_show_twice_goes_out_in_utc(hour):
    autumn = event(
        starts_at=datetime(2026, 10, 25, hour, 30, tzinfo=UTC), ends_at=datetime(2026, 10, 25, 4, tzinfo=UTC)
    )

    assert b"DTSTART:20261025T0" in calendar(component_of(autumn), zones={"Europe/Paris"})


def test_a_seat_given_back_is_cancelled_under_the_same_uid():
    seat = Registration(
        event=event(), mode="in_person", state="confirmed", modified_at=datetime(2026, 11, 3, tzinfo=UTC)
    )
    before = read(mailed(seat))

    seat.state, seat.sequence = "withdrawn", 1
    after = read(mailed(seat))

    assert before["UID"] == after["UID"]
    assert (before["STATUS"], before["SEQUENCE"]) == ("CONFIRMED", 0)
    assert (after["STATUS"], after["SEQUENCE"]) == ("CANCELLED", 1)


def test_the_link_of_an_online_session_is_for_those_online_alone():
    hybrid = event(mode="hybrid", join_url="https://visio.example/secret")
    here = Registration(event=hybrid, mode="in_person", modified_at=hybrid.modified_at)
    online = Registration(event=hybrid, mode="online", modified_at=hybrid.modified_at)

    assert b"secret" not in mailed(here)
    assert b"secret" in mailed(online).replace(b"\r\n ", b"")


@given(text=st.text(max_size=300), place=st.text(max_size=80))
def test_no_text_breaks_a_calendar(text, place):
    data = calendar(component_of(event(title=text, place=place)), zones={"Europe/Paris"})

    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"BEGIN:VEVENT") == 1
    data.decode("utf-8")
    read(data)


# The last of an odd number of either sign waits for what it escapes.
HALF = re.compile(rb"(?<!\\)(?:\\\\)*\\\r\n |(?<!\^)(?:\^\^)*\^\r\n ")


def unfolded(data: bytes) -> bytes:
    return data.replace(b"\r\n ", b"")


@given(
    before=st.integers(0, 80),
    bits=st.lists(st.sampled_from(["\\", "C:\\dos", "\n", ";", "é", "a"]), min_size=1, max_size=200),
)
def test_no_line_is_folded_inside_an_escape(before, bits):
    said = "a" * before + "".join(bits)
    entry = component_of(event(title=said, description=said))

    data = written(entry)

    assert HALF.search(data) is None
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert unfolded(data) == unfolded(entry.to_ical())


@given(before=st.integers(0, 80), bits=st.text(alphabet='^"a', min_size=1, max_size=200))
def test_nor_is_the_name_of_whom_a_mail_invites(before, bits):
    seat = Registration(event=event(), mode="in_person", modified_at=datetime(2026, 11, 3, tzinfo=UTC))
    person = Party("a" * before + bits, "nora@cast.example")

    _method, data = invitation(seat, "", organizer=Party("Le Banc", "bonjour@lebanc.example"), attendee=person)

    assert HALF.search(data) is None
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert read(data)["ATTENDEE"].params["CN"] == person.name


def test_the_name_of_a_calendar_is_a_text_like_any_other():
    name = "Lille, Rijsel; et C:\\ailleurs"
    text = written(
        feed_calendar(name=name, source="https://a.example/a.ics", page="https://a.example/", zones=[])
    ).decode()

    escaped = "Lille\\, Rijsel\\; et C:\\\\ailleurs"
    assert [f"{one}:{escaped}" in text.splitlines() for one in ("NAME", "X-WR-CALNAME")] == [True, True]
