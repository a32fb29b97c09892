"""Independent readers agree on literal instants: both changes of clocks, overnight, four days, three zones.

And on what has happened since: one event that was moved, one that was cancelled; on a seat and a place in the line in one's
own calendar; on the calendars that mails carry.
"""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream

from events.actions.links import open_link
from events.actions.lives import cancel_event, change_event
from events.actions.seats import register, withdraw
from hub.actions.deliver import deliver_due
from tests.events.readers import READERS, entries_of
from tests.events.test_feeds import FEED, add
from tests.events.test_invitations import parts
from tests.events.test_lives import details

JOIN = "https://visio.cast.example/x"
# title: (branch, wall start, wall end, the instants they are, in UTC)
DATES = {
    "La veille du changement": (
        "lille",
        "2026-10-24T18:30",
        "2026-10-24T20:00",
        "2026-10-24T16:30",
        "2026-10-24T18:00",
    ),
    "Le jour de l’heure d’hiver": (
        "lille",
        "2026-10-25T10:00",
        "2026-10-25T12:00",
        "2026-10-25T09:00",
        "2026-10-25T11:00",
    ),
    "Le lendemain de l’heure d’été": (
        "lille",
        "2027-03-29T10:00",
        "2027-03-29T12:00",
        "2027-03-29T08:00",
        "2027-03-29T10:00",
    ),
    "La nuit entière": ("lille", "2026-12-31T21:00", "2027-01-01T02:00", "2026-12-31T20:00", "2027-01-01T01:00"),
    "Par-dessus le changement": (
        "lille",
        "2027-03-27T22:00",
        "2027-03-28T04:00",
        "2027-03-27T21:00",
        "2027-03-28T02:00",
    ),
    "Quatre jours": ("lille", "2027-01-12T09:30", "2027-01-15T17:00", "2027-01-12T08:30", "2027-01-15T16:00"),
    "Deux fois deux heures et demie": (
        "lille",
        "2026-10-25T02:30",
        "2026-10-25T04:00",
        "2026-10-25T00:30",
        "2026-10-25T03:00",
    ),
    "London tea": ("londres", "2027-03-28T15:00", "2027-03-28T16:00", "2027-03-28T14:00", "2027-03-28T15:00"),
    "London in winter": ("londres", "2026-10-26T15:00", "2026-10-26T16:00", "2026-10-26T15:00", "2026-10-26T16:00"),
    "Sous les tropiques": ("reunion", "2027-03-28T18:30", "2027-03-28T20:30", "2027-03-28T14:30", "2027-03-28T16:30"),
    'Tout : « ; , \\ » "’😀': ("lille", "2026-12-04T18:30", "2026-12-04T20:30", "2026-12-04T17:30", "2026-12-04T19:30"),
}
LONG = "Ligne une ; deux, trois \\ quatre : “cinq”\nLigne six " + "é😀" * 60


# Moved, and cancelled, after they were published: (status, SEQUENCE) beside the instants.
HAPPENED = {
    "Déplacé": ("2026-12-10T19:00", "2026-12-10T21:00", "CONFIRMED", 1),
    "Annulé : Supprimé": ("2026-12-03T17:30", "2026-12-03T19:30", "CANCELLED", 1),
}


@pytest.fixture
def feed(clock, cast, now):
    for title, (branch, start, end, _begins, _ends) in DATES.items():
        add(cast, now, title=title, branch=branch, start=start, end=end, description=LONG)
    moved = add(cast, now, title="Déplacé", start="2026-12-09T18:30", end="2026-12-09T20:30")
    gone = add(cast, now, title="Supprimé")
    later = details(moved, wall_start="2026-12-10T20:00", wall_end="2026-12-10T22:00")
    change_event(actor=cast.coordinator, event_id=moved.pk, details=later, now=now)
    cancel_event(actor=cast.coordinator, event_id=gone.pk, now=now)
    return Client().get(FEED).content


def expected():
    rows = {title: (begins, ends, "CONFIRMED", 0) for title, (*_wall, begins, ends) in DATES.items()} | HAPPENED
    return {title: (instant(begins), instant(ends), *more) for title, (begins, ends, *more) in rows.items()}


def instant(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def those_of(entries):
    """{title: (start, end, status, SEQUENCE)} of what this file put into the feed."""
    return {one.title: tuple(one[1:5]) for one in entries if one.title in DATES or one.title in HAPPENED}


@pytest.mark.parametrize("reader", READERS)
def test_all_read_the_same_in_a_shared_calendar(feed, tmp_path, reader):
    found = entries_of(reader, feed, tmp_path)

    assert those_of(found) == expected()
    assert {(one.free, one.link) for one in found} == {(False, "")}


def test_a_long_description_is_read_whole(feed):
    read = IcsCalendarStream.calendar_from_ics(feed.decode())

    assert next(one for one in read.events if one.summary == "London tea").description.startswith(LONG)


@pytest.fixture
def online(clock, cast, now):
    """An evening online, on which the mentor has a seat."""
    event = add(cast, now, title="En ligne", mode="online", place="", join_url=JOIN, seats_in_person=0, seats_online=9)
    return register(actor=cast.mentor, event_id=event.pk, mode="online", now=now)


def link_for(reader):
    """Where one joins; libical 3.0 has no word for CONFERENCE, and passes over it."""
    return "" if reader == "libical" else JOIN


HOURS = (datetime(2026, 12, 3, 17, 30, tzinfo=UTC), datetime(2026, 12, 3, 19, 30, tzinfo=UTC))


@pytest.mark.parametrize("reader", READERS)
def test_all_read_a_seat_and_a_place_in_the_line_in_one_s_own_calendar(online, cast, now, tmp_path, reader):
    full = add(cast, now, title="Complet", seats_in_person=1)
    register(actor=cast.other_mentor, event_id=full.pk, mode="in_person", now=now)
    register(actor=cast.mentor, event_id=full.pk, mode="in_person", now=now, wait=True)
    _link, secret = open_link(actor=cast.mentor, name="Téléphone", now=now)

    found = entries_of(reader, Client().get(f"/agenda/moi/{secret}.ics").content, tmp_path)

    own = {one.title: one[1:] for one in found if one.title.endswith(("En ligne", "Complet"))}
    assert own == {
        "En ligne": (*HOURS, "CONFIRMED", 1, False, link_for(reader)),
        "[liste d’attente] Complet": (*HOURS, "TENTATIVE", 1, True, ""),
    }


@pytest.mark.parametrize("reader", READERS)
def test_all_read_the_request_and_the_cancellation_of_a_mail(mailbox, online, tmp_path, reader):
    deliver_due(now=timezone.now())
    withdraw(actor=None, registration_id=online.pk, now=timezone.now())
    deliver_due(now=timezone.now())

    # Python's parser ends the lines of a text its own way; they came as SMTP has them.
    texts = [parts(mail)[0].get_content() for mail in mailbox.messages]
    bodies = [text.replace("\r\n", "\n").replace("\n", "\r\n").encode() for text in texts]
    found = [entries_of(reader, body, tmp_path) for body in bodies]

    assert [body.count(b"\r\nMETHOD:REQUEST\r\n") for body in bodies] == [1, 0]
    assert [body.count(b"\r\nMETHOD:CANCEL\r\n") for body in bodies] == [0, 1]
    assert found == [
        [("En ligne", *HOURS, "CONFIRMED", 1, False, link_for(reader))],
        [("En ligne", *HOURS, "CANCELLED", 2, False, "")],
    ]


def test_no_line_is_longer_than_75_octets_nor_cut_inside_a_character(feed):
    lines = feed.split(b"\r\n")

    assert max(len(line) for line in lines) <= 75
    assert [line for line in lines if "\ufffd" in line.decode(errors="replace")] == []
    assert feed.count(b"\n") == feed.count(b"\r\n")
