"""Reminders: to those who come and nobody else, once, by day, whatever clocks do."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from events.actions.details import Details
from events.actions.lives import change_event
from events.actions.reminders import remind_due
from events.actions.seats import register, withdraw
from events.models import Event, Registration
from events.policies import reminder_hours
from hub.actions.deliver import deliver_due
from hub.models import Notice
from tests.cast import session

PARIS = ZoneInfo("Europe/Paris")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.fixture
def workshop(cast, clock):
    event = session(cast, "2026-12-10", seats=2)
    Event.objects.filter(pk=event.pk).update(kind="workshop")
    return Event.objects.get(pk=event.pk)


@pytest.fixture
def seats(cast, workshop, now):
    people = (cast.mentor, cast.other_mentor, cast.stranger)
    return [register(actor=one, event_id=workshop.pk, mode="in_person", now=now, wait=True) for one in people]


def reminded():
    return list(
        Notice.objects.filter(kind="event.reminder").order_by("pk").values_list("person__first_name", flat=True)
    )


def test_a_week_a_day_and_two_hours_before_those_with_a_seat_alone(seats, cast, now):
    assert [one.state for one in seats] == ["confirmed", "confirmed", "waiting"]
    counts = [remind_due(now=at(hour)) for hour in ("2026-12-03T17:59", "2026-12-03T18:01", "2026-12-03T20:00")]
    withdraw(actor=None, registration_id=seats[1].pk, now=at("2026-12-04T10:00"))
    counts += [remind_due(now=at(hour)) for hour in ("2026-12-09T18:00", "2026-12-10T16:00", "2026-12-10T17:59")]

    assert counts == [0, 2, 0, 1, 1, 0]
    assert reminded() == ["Mentor", "Other Mentor", "Mentor", "Mentor"]


def test_an_information_session_three_days_and_three_hours_before(cast, now, clock):
    event = session(cast, "2026-12-10")
    hours = reminder_hours(event)

    assert hours == {"days": at("2026-12-07T18:00"), "hours": at("2026-12-10T15:00")}


def test_a_server_that_slept_sends_only_the_newest(seats, now):
    assert remind_due(now=at("2026-12-10T16:30")) == 2
    assert remind_due(now=at("2026-12-03T18:30")) == 2, "a clock that was set back: the week's, once"
    assert remind_due(now=at("2026-12-10T16:30")) == 0
    assert remind_due(now=at("2026-12-10T18:00")) == 0, "it has begun"


def test_what_is_moved_is_reminded_of_anew_and_the_old_mail_says_nothing(mailbox, seats, workshop, cast, now, clock):
    deliver_due(now=now)
    mailbox.messages.clear()
    clock.move_to(at("2026-12-03T18:01"))
    remind_due(now=at("2026-12-03T18:01"))
    hours = {"wall_start": "2026-12-20T18:00", "wall_end": "2026-12-20T19:30"}
    kept = {field.name: getattr(workshop, field.name) for field in fields(Details)}
    details = Details(**{**kept, **hours})
    change_event(actor=cast.coordinator, event_id=workshop.pk, details=details, now=at("2026-12-03T18:02"))
    deliver_due(now=at("2026-12-03T18:03"))

    assert [mail["Subject"].split()[0] for mail in mailbox.messages] == 3 * ["Changé"]
    assert remind_due(now=at("2026-12-13T18:01")) == 2


def test_the_mail_says_when_and_where_in_words(mailbox, seats, now, clock):
    deliver_due(now=now)
    mailbox.messages.clear()
    clock.move_to(at("2026-12-09T18:00"))
    remind_due(now=at("2026-12-09T18:00"))
    deliver_due(now=at("2026-12-09T18:01"))

    mail = mailbox.messages[0]
    assert " ".join(mail["Subject"].split()) == "Rappel : Découvrir le mentorat, jeudi 10 décembre à 18 h"
    assert "1 rue du Test" in mail.get_body(("plain",)).get_content()
    assert list(mail.iter_attachments()) == []


def test_those_online_are_told_where_to_type_the_word_that_is_said(mailbox, workshop, cast, now, clock):
    Event.objects.filter(pk=workshop.pk).update(mode="hybrid", seats_online=2, join_url="https://visio.cast.example/x")
    register(actor=cast.mentor, event_id=workshop.pk, mode="online", now=now)
    deliver_due(now=now)
    clock.move_to(at("2026-12-10T16:00"))
    remind_due(now=at("2026-12-10T16:00"))
    deliver_due(now=at("2026-12-10T16:01"))

    confirmed, reminder = (
        [mail.get_body((kind,)).get_content() for kind in ("plain", "html")] for mail in mailbox.messages
    )

    assert ["/entree/" in text for text in (*confirmed, *reminder)] == [False, False, True, True]
    assert ["Un mot sera peut-être dit pendant la séance." in text for text in reminder] == [True, True]
    assert "carré" not in "".join((*confirmed, *reminder))


def test_a_seat_taken_after_the_hour_is_not_reminded_of_at_once(cast, workshop, now, clock):
    late = at("2026-12-09T19:00")
    register(actor=cast.mentor, event_id=workshop.pk, mode="in_person", now=late)

    assert remind_due(now=late + timedelta(minutes=1)) == 0
    assert remind_due(now=at("2026-12-10T16:00")) == 1


@given(
    start=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # hypothesis wants naive bounds
    zone=st.sampled_from(["Europe/Paris", "Europe/London", "Indian/Reunion"]),
    kind=st.sampled_from(["workshop", "information"]),
)
def test_nobody_is_woken_and_every_reminder_is_before(start, zone, kind):
    starts_at = start.replace(tzinfo=UTC)
    hours = reminder_hours(Event(kind=kind, zone=zone, starts_at=starts_at))

    walls = [at.astimezone(ZoneInfo(zone)) for at in hours.values()]
    assert all(8 <= wall.hour < 21 for wall in walls)
    assert all(at < starts_at for at in hours.values())
    assert list(hours.values()) == sorted(hours.values())


def test_a_tick_asks_as_much_for_one_event_as_for_three(cast, now, clock):
    def tick():
        with CaptureQueriesContext(connection) as queries:
            remind_due(now=at("2026-12-10T12:00"))
        return len(queries)

    for day in ("2026-12-12", "2026-12-13", "2026-12-14"):
        event = session(cast, day)
        register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now)
    remind_due(now=at("2026-12-10T12:00"))
    three = tick()
    Registration.objects.exclude(event__wall_start__startswith="2026-12-12").delete()

    assert (tick(), three) == (2, 2)
