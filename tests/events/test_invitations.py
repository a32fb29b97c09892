"""Mails that a calendar reads (iMIP): what is in them, whom they name, and that a scanner's visit changes nothing."""

import re
from datetime import UTC, datetime, timedelta
from email import policy
from email.parser import BytesParser

import pytest
from django.test import Client
from icalendar import Calendar

from events.actions.desk import Caller, register_caller
from events.actions.lives import cancel_event, reinstate_event
from events.actions.seats import register, withdraw
from events.models import CalendarLink, Event, MailedEntries, Registration
from events.notices import seat_link
from hub.actions.deliver import deliver_due
from hub.models import Person
from tests.cast import session
from tests.events.test_lives import change


@pytest.fixture
def evening(cast):
    return session(cast, "2026-12-01", seats=1, online=1)


@pytest.fixture
def seat(cast, evening, now, clock):
    return register(actor=cast.mentor, event_id=evening.pk, mode="online", now=now)


def parts(mail):
    """(the calendar in place, the file) of a mail as it was received, read anew by Python's parser."""
    whole = BytesParser(policy=policy.default).parsebytes(mail.as_bytes())
    mixed = list(whole.iter_parts())
    alternative = list(mixed[0].iter_parts())
    assert whole.get_content_type() == "multipart/mixed"
    assert mixed[0].get_content_type() == "multipart/alternative"
    assert [one.get_content_type() for one in alternative] == ["text/plain", "text/html", "text/calendar"]
    return alternative[2], mixed[1]


def entry(part):
    content = part.get_content()
    text = content if isinstance(content, str) else content.decode()
    return Calendar.from_ical(text)


def test_a_confirmation_is_a_request_to_its_reader_alone(mailbox, seat, evening, cast, now):
    deliver_due(now=now)

    inline, file = parts(mailbox.messages[0])
    whole = entry(inline)
    (event,) = whole.walk("VEVENT")
    assert inline.get_content_type() == "text/calendar"
    assert (inline["Content-Type"].params["method"], inline.get_content_charset()) == ("REQUEST", "utf-8")
    assert inline.get_content_disposition() is None
    assert whole["METHOD"] == "REQUEST"
    assert event["ATTENDEE"] == "mailto:mentor@cast.example"
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert event["ORGANIZER"] == "mailto:bonjour@lebanc.example"
    assert event["UID"] == f"{evening.uid}@lebanc.example"
    assert event["SEQUENCE"] == evening.sequence + seat.sequence
    assert file.get_filename() == "invite.ics"
    assert entry(file).to_ical() == whole.to_ical()


def test_giving_the_seat_back_cancels_with_a_higher_sequence(mailbox, seat, now):
    deliver_due(now=now)
    withdraw(actor=None, registration_id=seat.pk, now=now)
    deliver_due(now=now)

    first, last = (entry(parts(mail)[0]).walk("VEVENT")[0] for mail in mailbox.messages)
    assert parts(mailbox.messages[1])[0]["Content-Type"].params["method"] == "CANCEL"
    assert (last["UID"], last["STATUS"]) == (first["UID"], "CANCELLED")
    assert last["SEQUENCE"] > first["SEQUENCE"]


def test_a_cancelled_event_cancels_the_entry_of_whoever_has_a_seat(mailbox, seat, evening, cast, now):
    deliver_due(now=now)
    cancel_event(actor=cast.coordinator, event_id=evening.pk, now=now)
    deliver_due(now=now)

    whole = entry(parts(mailbox.messages[-1])[0])
    assert whole["METHOD"] == "CANCEL"
    assert whole.walk("VEVENT")[0]["SEQUENCE"] == Event.objects.get(pk=evening.pk).sequence + seat.sequence


def test_a_move_asks_again_under_the_same_identity_at_the_new_hour(mailbox, seat, evening, cast, now):
    deliver_due(now=now)
    change(cast, evening, now, wall_start="2026-12-02T19:00", wall_end="2026-12-02T20:30")
    deliver_due(now=now)

    first, moved = (parts(mail)[0] for mail in mailbox.messages)
    (before,), (after,) = (entry(part).walk("VEVENT") for part in (first, moved))
    assert (moved["Content-Type"].params["method"], entry(moved)["METHOD"]) == ("REQUEST", "REQUEST")
    assert (after["UID"], after["STATUS"]) == (before["UID"], "CONFIRMED")
    assert before.decoded("DTSTART").astimezone(UTC) == datetime(2026, 12, 1, 17, tzinfo=UTC)
    assert after.decoded("DTSTART").astimezone(UTC) == datetime(2026, 12, 2, 18, tzinfo=UTC)
    assert after.decoded("DTEND").astimezone(UTC) == datetime(2026, 12, 2, 19, 30, tzinfo=UTC)
    assert after["DTSTART"].params["TZID"] == "Europe/Paris"
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert entry(parts(mailbox.messages[1])[1]).to_ical() == entry(moved).to_ical()


def test_a_reinstated_event_asks_again_with_a_number_above_its_cancellation_s(mailbox, seat, evening, cast, now):
    deliver_due(now=now)
    for act in (cancel_event, reinstate_event):
        act(actor=cast.coordinator, event_id=evening.pk, now=now)
        deliver_due(now=now)

    wholes = [entry(parts(mail)[0]) for mail in mailbox.messages]
    events = [whole.walk("VEVENT")[0] for whole in wholes]
    assert [str(whole["METHOD"]) for whole in wholes] == ["REQUEST", "CANCEL", "REQUEST"]
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert len({str(event["UID"]) for event in events}) == 1
    assert [event["SEQUENCE"] - events[0]["SEQUENCE"] for event in events] == [0, 1, 2]
    assert events[2]["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"


@pytest.mark.parametrize(
    "name", ["Nora, “N” O'Connor", 'Anna "X" <a@b.c>', "Line\r\nBCC: all", "Zoë : the ; one", "\u061c"]
)
def test_no_name_breaks_the_entry(mailbox, seat, now, name):
    Person.objects.filter(pk=seat.person_id).update(first_name=name, last_name="")

    deliver_due(now=now)

    (event,) = entry(parts(mailbox.messages[0])[0]).walk("VEVENT")
    assert event["ATTENDEE"] == "mailto:mentor@cast.example"
    assert list(event.keys()).count("ATTENDEE") == 1


@pytest.mark.parametrize(
    ("choice", "days", "kinds", "words"),
    [
        (None, 3, 2, "l’affiche tout seul"),
        (None, 20, 3, "Le fichier joint"),
        ("always", 3, 3, "Le fichier joint"),
        ("never", None, 2, ""),
    ],
)
def test_who_subscribes_gets_the_mail_without_the_entry(mailbox, seat, cast, now, choice, days, kinds, words):
    if days is not None:
        used = (now - timedelta(days=days)).date()
        CalendarLink.objects.create(person=cast.mentor, name="x", digest="d", created_at=now, used_on=used)
    if choice:
        MailedEntries.objects.create(person=cast.mentor, choice=choice)

    deliver_due(now=now)

    (mail,) = mailbox.messages
    assert len([part for part in mail.walk() if part.get_content_type().startswith("text/")]) == kinds
    text = mail.get_body(("plain",)).get_content()
    assert words in text
    assert ("Le fichier joint" in text) == (words == "Le fichier joint")


def test_a_scanner_that_follows_every_link_changes_nothing(mailbox, seat, now):
    deliver_due(now=now)
    (mail,) = mailbox.messages
    html = mail.get_body(("html",)).get_content()
    links = set(re.findall(r'href="http://[^/]+(/[^"]+)"', html))
    before = Registration.objects.values().get(pk=seat.pk)

    answers = [getattr(Client(), verb)(link, follow=True) for link in links for verb in ("get", "head", "options")]

    assert any("/place/" in link for link in links)
    assert {answer.status_code for answer in answers} <= {200, 405}
    assert Registration.objects.values().get(pk=seat.pk) == before
    assert deliver_due(now=now) == 0


def test_one_chooses_when_mails_carry_the_entry(signed_in, cast, clock):
    browser = signed_in("mentor")

    wrong = browser.post("/fr/agenda/mes-liens/courriels/", {"choice": "often"})
    right = browser.post("/fr/agenda/mes-liens/courriels/", {"choice": "never"}, follow=True)

    assert wrong.status_code == 422 and 'role="alert"' in wrong.content.decode()
    assert 'value="never" checked' in right.content.decode()
    assert MailedEntries.objects.get().person == cast.mentor


def test_whoever_has_an_account_finds_from_the_mailed_link_back_to_the_date(seat, cast, now):
    caller = Caller("Odile", "Martin", "", "")
    guest = register_caller(actor=cast.coordinator, event_id=seat.event_id, caller=caller, mode="in_person", now=now)
    for held in (seat, guest):
        withdraw(actor=None, registration_id=held.pk, now=now)

    pages = [Client().get(seat_link(held)).content.decode() for held in (seat, guest)]

    assert [f'href="/fr/agenda/{seat.event_id}/"' in page for page in pages] == [True, False]
