"""The points of the specification that no other test covers whole: what each calendar has, and what none may have."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from events.actions.links import open_link
from events.actions.lives import cancel_event
from events.actions.seats import register
from hub.actions.deliver import deliver_due
from tests.events.series import plan_apero
from tests.events.test_feeds import add, entries

SHARED = (
    "/agenda/fr/le-banc.ics",
    "/agenda/nl/le-banc.ics",
    "/agenda/fr/antenne/lille.ics",
    "/agenda/en/choix.ics?langue=fr",
)
COLOURS = {"purple", "indigo", "teal", "orange", "seagreen"}
PROPERTIES = ("NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "SOURCE", "URL", "COLOR")
ADDRESS = re.compile(rb"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
STEPS = ("webcal://", "Copier l’adresse", "iPhone", "Google Agenda", "Outlook", "Thunderbird", 'class="qr"')


@pytest.fixture
def own(clock, cast, now):
    return f"/agenda/moi/{open_link(actor=cast.mentor, name='Téléphone', now=now)[1]}.ics"


@pytest.fixture
def feeds(own, cast, now):
    """Every kind of calendar, with a series, somebody's seat and a link in it."""
    plan_apero(cast, now, seats_in_person=3)
    online = add(cast, now, title="En ligne", mode="online", seats_online=3, join_url="https://visio.example/x")
    register(actor=cast.other_mentor, event_id=online.pk, mode="online", now=now)
    return [*SHARED, own]


def test_each_date_is_an_entry_of_its_own_and_nothing_recurs(feeds, cast):
    for path in feeds:
        whole = Calendar.from_ical(Client().get(path).content)
        dates = [one for one in whole.walk("VEVENT") if str(one["SUMMARY"]) == "Apéro"]
        assert len(dates) == len({str(one["UID"]) for one in dates}) == 5
        assert [one for one in whole.walk("VEVENT") for name in ("RRULE", "RDATE", "EXDATE") if name in one] == []


def test_an_hour_that_clocks_leave_out_is_never_written(clock, cast, now):
    add(cast, now, title="Nuit blanche", start="2027-03-28T02:30", end="2027-03-28T04:30")

    entry = entries(Client().get(SHARED[0]))["Nuit blanche"]

    starts, ends = entry.decoded("DTSTART"), entry.decoded("DTEND")
    assert [one.astimezone(UTC).hour for one in (starts, ends)] == [1, 2]
    assert starts.replace(tzinfo=None) not in {datetime(2027, 3, 28, 2, 30), datetime(2027, 3, 28, 2, 0)}


def test_one_uid_in_every_feed_file_and_mail_on_every_host(own, cast, now, monkeypatch):
    event = add(cast, now, title="Partout")
    for one in (cast.mentor, cast.other_mentor):
        register(actor=one, event_id=event.pk, mode="in_person", now=now)
    file = f"/agenda/nl/date/{event.uid}.ics"
    found = [Client().get(path).content for path in (*SHARED, own, file)]
    monkeypatch.setattr(settings, "HUB_URL", "https://ailleurs.example")
    found += [Client().get(path).content for path in (SHARED[0], own, file)]
    deliver_due(now=now)
    found += [one.attachments[0].content for one in mail.outbox if one.attachments]

    uids = {
        str(one["UID"])
        for data in found
        for one in Calendar.from_ical(data).walk("VEVENT")
        if "Partout" in str(one["SUMMARY"])
    }

    assert len(found) == 10
    assert uids == {f"{event.uid}@lebanc.example"}


def test_head_and_304_say_the_same_without_a_body_and_nothing_leads_elsewhere(feeds, clock):
    clock.shift(timedelta(minutes=5))
    for path in feeds:
        whole = Client().get(path)
        head = Client().head(path)
        same = Client().get(path, headers={"If-None-Match": whole["ETag"], "If-Modified-Since": "never"})
        other = Client().get(path, headers={"If-None-Match": '"x"', "If-Modified-Since": whole["Last-Modified"]})

        assert [one.status_code for one in (whole, head, same, other)] == [200, 200, 304, 200]
        assert whole["ETag"].startswith('"') and head["ETag"] == same["ETag"] == whole["ETag"]
        assert head.content == same.content == b""
        assert not any(one.cookies or "Cookie" in one.get("Vary", "") for one in (whole, head, same, other))


def test_each_says_its_name_its_source_and_how_often_to_ask(feeds):
    for path in feeds:
        whole = Calendar.from_ical(Client().get(path).content)

        assert [name for name in PROPERTIES if name not in whole] == []
        assert whole["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
        assert str(whole["SOURCE"]) == settings.HUB_URL + path
        assert whole["SOURCE"].params["VALUE"] == "URI"
        assert str(whole["COLOR"]) in COLOURS
        assert "METHOD" not in whole and "X-WR-TIMEZONE" not in whole


def test_no_calendar_holds_a_person_an_address_or_somebody_else_s_link(feeds):
    for path in feeds:
        data = Client().get(path).content.replace(b"\r\n ", b"")
        assert {one.rpartition(b"@")[2] for one in ADDRESS.findall(data)} == {b"lebanc.example"}
        assert b"ATTENDEE" not in data and b"ORGANIZER" not in data and b"visio.example" not in data


def test_the_window_is_ninety_days_back_and_eighteen_months_ahead(clock, cast, now):
    days = {"trop vieux": -92, "vieux": -89, "loin": 540, "trop loin": 560}
    for title, shift in days.items():
        day = (now + timedelta(days=shift)).date()
        add(cast, now, title=title, start=f"{day}T18:30", end=f"{day}T20:30")

    assert set(entries(Client().get(SHARED[0]))) & set(days) == {"vieux", "loin"}


def test_they_are_shown_in_place_and_machines_may_ask_for_them(feeds):
    rules = Client().get("/robots.txt").content.decode()
    for path in feeds:
        for accept in ("", "text/html", "image/png"):
            answer = Client().get(path, headers={"Accept": accept})
            assert answer["Content-Type"] == "text/calendar; charset=utf-8"
            assert answer["Content-Disposition"].startswith("inline")
            assert answer["X-Robots-Tag"] == "noindex"
        shut = [rule.split(":")[1].strip() for rule in rules.splitlines() if rule.startswith("Disallow:")]
        assert [rule for rule in shut if rule and path.startswith(rule)] == []


def test_the_page_says_how_for_each_program_and_that_it_may_take_a_day(clock, cast, signed_in):
    shared = Client().get("/fr/agenda/abonnement/").content.decode()
    mine = signed_in("mentor").post("/fr/agenda/mes-liens/", {"name": "Tablette"}).content.decode()

    for page in (shared, mine):
        assert [step for step in STEPS if step not in page] == []
        assert "Google une fois par jour" in page and "aussi prévenue par e-mail" in page


def test_a_change_at_night_shortly_before_is_mailed_at_once(clock, cast, now):
    evening = add(cast, now, start="2026-11-26T18:30", end="2026-11-26T20:30")
    for one in (cast.mentor, cast.other_mentor):
        register(actor=one, event_id=evening.pk, mode="in_person", now=now)
    clock.move_to(evening.starts_at - timedelta(hours=16))
    deliver_due(now=timezone.now())
    before = len(mail.outbox)

    cancel_event(actor=cast.coordinator, event_id=evening.pk, now=timezone.now())

    assert deliver_due(now=timezone.now() + timedelta(minutes=5)) == len(mail.outbox) - before == 2
