"""From the page of an information session to the form: the session that one has just read about is chosen already."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cms.models import Call, CallPage
from events.models import Event
from tests.cast import NOW, session

CALL = "/fr/devenir-mentor/lille/"


@pytest.fixture(autouse=True)
def stopped(clock):
    """Every test of this file happens at one instant."""


def read(path, client=None):
    return BeautifulSoup((client or Client()).get(path).content, "html.parser")


def ways(event, code="fr", client=None):
    """(address, words) of what leads on from the page of a session."""
    links = read(f"/{code}/agenda/{event.pk}/", client).select("main a.btn[href*='/devenir-mentor/']")
    return [(link["href"], " ".join(link.text.split())) for link in links]


def chosen(path):
    return [one["value"] for one in read(path).select("input[name=session][checked]")]


def test_it_leads_to_the_form_where_it_is_chosen_and_so_does_the_other_language(cast):
    event = cast.sessions[0]

    ((path, words),) = ways(event)

    assert (path, words) == (f"{CALL}?seance={event.pk}", "Je choisis cette séance : Lille, janvier 2027")
    assert chosen(path) == [f"{event.pk}:in_person"]
    assert chosen(CALL) == []
    assert read(path).select_one("nav.lang a[lang=nl]")["href"] == f"/nl/devenir-mentor/lille/?seance={event.pk}"
    assert "source=" not in path and read(path).select_one("link[rel=canonical]")["href"].endswith(CALL)


def test_of_two_ways_the_one_with_a_seat_is_chosen(cast):
    event = cast.sessions[1]
    Event.objects.filter(pk=event.pk).update(seats_in_person=0)

    assert chosen(f"{CALL}?seance={event.pk}") == [f"{event.pk}:online"]


@pytest.mark.parametrize("asked", ["0", "x", "999999999999999999999", "%00", ""])
def test_what_is_no_session_of_the_form_chooses_nothing(cast, asked):
    assert chosen(f"{CALL}?seance={asked}") == []


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"total": 0}, [(CALL, "Rejoindre la liste d’attente – Lille")]),
        ({"opens_at": NOW + timedelta(days=1)}, [(CALL, "Voir l’appel – Lille")]),
        ({"deadline": NOW}, []),
    ],
)
def test_where_no_form_offers_it_the_branch_s_lists_its_phone_and_what_comes_next_are_named(cast, changes, wanted):
    Call.objects.update(**changes)
    page = read(f"/fr/agenda/{cast.sessions[0].pk}/").main

    assert ways(cast.sessions[0]) == wanted
    assert page.select_one('.note a[href="tel:+33353010001"]') and page.select_one('a[href="/fr/me-prevenir/lille/"]')
    assert "Aucun compte" not in page.text


def test_where_the_form_offers_other_dates_the_branch_s_open_call_is_named_all_the_same(cast):
    for day in (7, 8, 9, 10):
        session(cast, f"2026-12-{day:02}")
    late = session(cast, "2026-12-21")

    assert ways(late) == [(CALL, "Voir l’appel – Lille")]
    assert chosen(f"{CALL}?seance={late.pk}") == []


def test_a_session_of_another_branch_that_offers_none_names_no_call_of_ours(cast):
    assert ways(session(cast, "2026-12-03", branch="londres")) == []


def test_a_call_that_is_not_translated_says_so(cast):
    CallPage.objects.filter(locale__language_code="nl").first().unpublish()

    ((path, words),) = ways(cast.sessions[0], "nl")

    assert path == f"/nl/devenir-mentor/lille/?seance={cast.sessions[0].pk}"
    assert words.endswith("(in het Frans)")
    assert chosen(path) == [f"{cast.sessions[0].pk}:in_person"]


def test_a_member_takes_a_seat_there_and_nobody_asks_for_calls(cast, signed_in):
    assert ways(cast.sessions[0], client=signed_in("mentor")) == []
