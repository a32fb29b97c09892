"""Calendars of one's own choice: what is ticked decides the address, the preview and the bytes."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from community.models import Audience
from events.actions.lives import cancel_event
from events.calendars import KEPT_EVENTS, KEPT_FEEDS
from tests.events.readers import READERS, alarms_of
from tests.events.test_feeds import add, entries

FEED = "/agenda/fr/choix.ics"
PAGE = "/fr/agenda/abonnement/"


@pytest.fixture
def dates(clock, cast, now):
    add(cast, now, title="Apéro à Lille")
    add(cast, now, title="Déjeuner à Lille", kind="lunch")
    add(cast, now, title="Borrel", branch="bruxelles", language="nl")
    add(cast, now, title="Atelier en ligne", kind="workshop", mode="online", branch="londres", seats_online=9)
    add(cast, now, title="Droits", kind="workshop", theme="rights")
    add(cast, now, title="Entre mentors", audience=Audience.MENTORS, theme="rights")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("antenne=lille&genre=apero", {"Apéro à Lille"}),
        ("antenne=lille&antenne=bruxelles&genre=apero&genre=lunch", {"Apéro à Lille", "Déjeuner à Lille", "Borrel"}),
        ("langue=nl", {"Borrel"}),
        ("ligne=1", {"Atelier en ligne", "Découvrir le mentorat"}),
        ("antenne=reunion", set()),
        ("theme=rights", {"Droits"}),
        ("theme=rights&theme=job&ligne=1", set()),
        ("", {"Apéro à Lille", "Déjeuner à Lille", "Borrel", "Atelier en ligne", "Découvrir le mentorat", "Droits"}),
    ],
)
def test_it_holds_what_is_chosen_of_what_everybody_may_see(dates, signed_in, query, titles):
    assert set(entries(Client().get(f"{FEED}?{query}"))) == titles
    assert set(entries(signed_in("mentor").get(f"{FEED}?{query}"))) == titles


def test_the_name_says_what_is_chosen_in_the_language_of_the_feed(dates):
    query = "antenne=lille&antenne=bruxelles&genre=lunch&theme=rights&theme=job&ligne=1"

    names = [
        str(Calendar.from_ical(Client().get(f"/agenda/{code}/choix.ics?{query}").content)["NAME"]).replace("\\,", ",")
        for code in ("fr", "nl")
    ]

    assert names == [
        "Le Banc\u00a0: Lille et Bruxelles, déjeuner, sur «\u00a0Trouver un emploi\u00a0» et «\u00a0Droits et papiers\u00a0», en ligne",
        "Le Banc: Lille en Bruxelles, lunch, over “Werk vinden” en “Rechten en papieren”, online",
    ]


@pytest.mark.parametrize(
    "query", ["antenne=atlantis", "genre=apero&genre=opera", "theme=opera", "langue=de", "rappel=7", "rappel=-1"]
)
def test_what_does_not_exist_is_404_in_the_feed_and_said_on_the_page(dates, query):
    assert Client().get(f"{FEED}?{query}").status_code == 404
    assert "n’existe plus" in Client().get(f"{PAGE}?{query}").content.decode()


def test_the_same_choice_in_any_order_is_the_same_calendar(dates):
    first = Client().get(f"{FEED}?genre=lunch&antenne=lille&genre=apero")
    second = Client().get(f"{FEED}?antenne=lille&genre=apero&genre=lunch&antenne=lille&x=1")
    again = Client().get(f"{FEED}?antenne=lille&genre=apero&genre=lunch", HTTP_IF_NONE_MATCH=first["ETag"])

    assert first.content == second.content
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("", "/agenda/fr/le-banc.ics"),
        ("antenne=lille", "/agenda/fr/antenne/lille.ics"),
        ("rappel=", "/agenda/fr/le-banc.ics"),
        ("antenne=lille&rappel=60", "/agenda/fr/choix.ics?antenne=lille&amp;rappel=60"),
        (
            "genre=lunch&antenne=lille&antenne=bruxelles",
            "/agenda/fr/choix.ics?antenne=lille&amp;antenne=bruxelles&amp;genre=lunch",
        ),
    ],
)
def test_the_page_gives_the_address_of_what_is_ticked(dates, query, address):
    page = Client().get(f"{PAGE}?{query}").content.decode()

    assert re.search(r'id="address" readonly value="http://[^/]+([^"]+)"', page)[1] == address
    assert page.count(" checked") + page.count(" selected>1 heure avant") == len(re.findall(r"=\w", query))


def test_the_page_shows_what_would_be_in_it(dates):
    some = Client().get(f"{PAGE}?antenne=lille&genre=apero").content.decode()
    none = Client().get(f"{PAGE}?antenne=reunion").content.decode()

    assert "Apéro à Lille" in some and "Déjeuner à Lille" not in some and "Entre mentors" not in some
    assert "Abonnez-vous quand même" in none


def test_a_page_asks_as_much_for_three_dates_as_for_one(clock, cast, now):
    def ask():
        with CaptureQueriesContext(connection) as queries:
            Client().get(f"{PAGE}?genre=apero")
        return len(queries)

    add(cast, now)
    one = ask()
    add(cast, now, start="2026-12-05T18:30", end="2026-12-05T20:30")
    add(cast, now, start="2026-12-06T18:30", end="2026-12-06T20:30")

    assert ask() == one


@pytest.mark.parametrize("reader", READERS)
def test_all_read_a_reminder_before_each_date_that_takes_place(dates, cast, now, tmp_path, reader):
    gone = add(cast, now, title="Supprimé", theme="rights")
    cancel_event(actor=cast.coordinator, event_id=gone.pk, now=now)

    found = alarms_of(reader, Client().get(f"{FEED}?theme=rights&rappel=120").content, tmp_path)

    assert {title.replace("\xa0", " "): alarms for title, alarms in found.items()} == {
        "Droits": [timedelta(hours=-2)],
        "Annulé : Supprimé": [],
    }


def test_a_reminder_is_the_reader_s_alone_and_steady(dates, cast, signed_in):
    plain = Client().get(f"{FEED}?theme=rights")
    first = Client().get(f"{FEED}?theme=rights&rappel=60")
    KEPT_EVENTS.clear()
    KEPT_FEEDS.clear()
    second = signed_in("mentor").get(f"{FEED}?rappel=60&theme=rights")
    same = Client().get(f"{FEED}?theme=rights&rappel=60", headers={"If-None-Match": first["ETag"]})

    assert first.content == second.content and same.status_code == 304
    assert b"VALARM" not in plain.content and b"VALARM" not in Client().get(f"{FEED}?theme=rights").content
    assert first["ETag"] != plain["ETag"] and b"choix.ics?theme=rights&rappel=60" in first.content.replace(
        b"\r\n ", b""
    )
    assert first["Cache-Control"] == "public, max-age=300"


def test_the_page_keeps_the_reminder_that_was_chosen(dates):
    page = Client().get(f"{PAGE}?rappel=1440").content.decode()

    assert '<option value="1440" selected>' in page and '<details class="more" open>' in page
    assert "Les dates de toutes les antennes" in page
