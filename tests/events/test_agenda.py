"""The agenda: who sees which date, what can be filtered, and how a member takes a seat and gives it back."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from community.models import Audience, Promotion
from events.models import Event, Registration
from hub.actions.deliver import deliver_due
from tests.events.test_feeds import add

AUDIENCES = [Audience.PUBLIC, Audience.MENTORS, Audience.TRAINED, Audience.BRANCH, Audience.PROMOTION]
# Who sees an event of Lille's promotion meant for each audience, beside a visitor, who sees the first alone.
SEEN = {
    "mentor": {"public", "mentors", "trained", "branch", "promotion"},
    "other_mentor": {"public", "mentors"},
    "stranger": {"public"},
    "editor": {"public"},
    "referent": {"public", "mentors", "trained", "branch", "promotion"},
    "far_coordinator": {"public", "mentors", "trained"},
    "admin": {"public", "mentors", "trained", "branch", "promotion"},
}


@pytest.fixture
def dates(cast, now):
    Promotion.objects.filter(pk=cast.promotion.pk).update(trained_at=now)
    return {
        audience: add(cast, now, title=f"Pour {audience}", audience=audience, promotion=cast.promotion)
        for audience in AUDIENCES
    }


def titles(page):
    return re.findall(r"Pour (\w+)", page.content.decode())


@pytest.mark.parametrize("who", sorted(SEEN))
def test_one_rule_decides_list_and_page_and_file(clock, cast, dates, signed_in, who):
    browser = signed_in(who)

    listed = set(titles(browser.get("/fr/agenda/?mois=2026-12")))
    pages = {name for name, one in dates.items() if browser.get(f"/fr/agenda/{one.pk}/").status_code == 200}
    files = {name for name, one in dates.items() if browser.get(f"/agenda/fr/date/{one.uid}.ics").status_code == 200}

    assert listed == pages == files == SEEN[who]


def test_a_visitor_sees_what_is_for_everybody(clock, cast, dates):
    assert set(titles(Client().get("/fr/agenda/?mois=2026-12"))) == {"public"}


def test_filters_narrow_the_list_and_wrong_ones_are_ignored(clock, cast, now):
    add(cast, now, title="Pour Londres", branch="londres")
    add(cast, now, title="Pour Lille", kind="lunch", mode="online", seats_online=4)

    assert titles(Client().get("/fr/agenda/?mois=2026-12&antenne=londres")) == ["Londres"]
    assert titles(Client().get("/fr/agenda/?mois=2026-12&genre=lunch")) == ["Lille"]
    assert titles(Client().get("/fr/agenda/?mois=2026-12&ligne=1")) == ["Lille"]
    assert set(titles(Client().get("/fr/agenda/?mois=2026-13&genre=x&ligne=maybe"))) == {"Londres", "Lille"}
    assert titles(Client().get("/fr/agenda/?antenne=%00")) == []


def test_an_empty_month_says_so_and_later_ones_are_a_link_away(clock, cast, now):
    add(cast, now, start="2027-06-03T18:30", end="2027-06-03T20:30", title="Pour juin")

    empty = Client().get("/fr/agenda/?mois=2027-04").content.decode()

    assert "Rien n’est encore prévu" in empty
    assert "mois=2027-06" in empty
    assert titles(Client().get("/fr/agenda/?mois=2027-06")) == ["juin"]


@pytest.mark.parametrize("who", ["", "mentor"])
def test_the_number_of_queries_does_not_depend_on_the_number_of_events(
    clock, cast, now, signed_in, who, django_assert_num_queries
):
    browser = signed_in(who) if who else Client()

    def count(many):
        for _ in range(many):
            add(cast, now)
        with django_assert_num_queries(14 if who else 6, exact=False) as counted:
            browser.get("/fr/agenda/?mois=2026-12")
        return len(counted)

    assert count(1) == count(20)


def test_a_mentor_takes_a_seat_and_gives_it_back(clock, cast, dates, signed_in, now):
    event = dates[Audience.MENTORS]
    browser = signed_in("mentor")
    page = f"/fr/agenda/{event.pk}/"

    taken = browser.post(f"{page}place/", {"mode": "in_person"}, follow=True)
    again = browser.post(f"{page}place/", {"mode": "in_person"})
    deliver_due(now=timezone.now())
    asked = browser.get(f"{page}annuler/")
    freed = browser.post(f"{page}annuler/", follow=True)

    assert "Vous participez sur place" in taken.content.decode()
    assert again.status_code == 302
    assert [one.subject for one in mail.outbox] == ["Vous êtes inscrit : Pour mentors"]
    assert "Garder ma place" in asked.content.decode()
    assert "Je participe" in freed.content.decode()
    assert Registration.objects.get().state == Registration.State.WITHDRAWN


def test_the_link_of_an_online_event_is_for_those_who_take_part_online(clock, cast, now, signed_in):
    event = add(cast, now, mode="hybrid", join_url="https://visio.cast.example/x", seats_online=3)
    page = f"/fr/agenda/{event.pk}/"

    signed_in("mentor").post(f"{page}place/", {"mode": "online"})
    signed_in("other_mentor").post(f"{page}place/", {"mode": "in_person"})

    assert "visio.cast.example" in signed_in("mentor").get(page).content.decode()
    assert "visio.cast.example" not in signed_in("other_mentor").get(page).content.decode()
    assert "visio.cast.example" not in Client().get(page).content.decode()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"seats_in_person": 0}, "dernière place"),
        ({"status": "cancelled"}, "ne peut plus"),
        ({"starts_at": -1}, "ne peut plus"),
        ({"kind": "training"}, "ne peut plus"),
    ],
)
def test_no_seat_where_there_is_none_and_the_page_says_why(clock, cast, dates, signed_in, now, changed, words):
    event = dates[Audience.PUBLIC]
    changed = {**changed, "starts_at": now - timedelta(hours=1)} if "starts_at" in changed else changed
    Event.objects.filter(pk=event.pk).update(**changed)

    answer = signed_in("mentor").post(f"/fr/agenda/{event.pk}/place/", {"mode": "in_person"})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Registration.objects.exists()


def test_a_wrong_way_is_refused_in_words(clock, cast, dates, signed_in):
    answer = signed_in("mentor").post(f"/fr/agenda/{dates[Audience.PUBLIC].pk}/place/", {"mode": "by boat"})

    assert answer.status_code == 422
    assert "Choisissez comment" in answer.content.decode()


def test_the_way_to_subscribe_names_the_branch_s_address(cast):
    page = Client().get("/fr/agenda/abonnement/?antenne=lille").content.decode()

    assert "/agenda/fr/antenne/lille.ics" in page
    assert "webcal://" in page
    assert "cid=webcal%3A%2F%2F" in page
