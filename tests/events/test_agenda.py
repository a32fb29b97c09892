"""The agenda: who sees which date, what can be filtered, and how a member takes a seat and gives it back."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from community.models import Audience, Journey, Promotion, Stage
from events.actions.seats import register
from events.models import Event, Registration
from hub.actions.deliver import deliver_due
from hub.links import seal
from tests.events.test_feeds import add

AUDIENCES = [Audience.PUBLIC, Audience.MENTORS, Audience.TRAINED, Audience.DUO, Audience.BRANCH, Audience.PROMOTION]
# Who sees an event of Lille's promotion meant for each audience, beside a visitor, who sees the first alone.
SEEN = {
    "mentor": {"public", "mentors", "trained", "duo", "branch", "promotion"},
    "other_mentor": {"public", "mentors"},
    "stranger": {"public"},
    "editor": {"public"},
    "referent": {"public", "mentors", "trained", "duo", "branch", "promotion"},
    "far_coordinator": {"public", "mentors", "trained", "duo"},
    "admin": {"public", "mentors", "trained", "duo", "branch", "promotion"},
}


def begin_duo(cast, now):
    """The mentor's promotion has been trained, and they accompany somebody; the other mentor does neither."""
    Promotion.objects.filter(pk=cast.promotion.pk).update(trained_at=now)
    Journey.objects.filter(person=cast.mentor).update(stage=Stage.DUO)


@pytest.fixture
def dates(cast, now):
    begin_duo(cast, now)
    return {
        audience: add(cast, now, title=f"Pour {audience}", audience=audience, promotion=cast.promotion)
        for audience in AUDIENCES
    }


def titles(page):
    """Those of the rows; a button beside names its date once more."""
    return re.findall(r"<h3>.*?>Pour (\w+)", page.content.decode())


@pytest.mark.parametrize("who", sorted(SEEN))
def test_one_rule_decides_list_and_page_and_file(clock, cast, dates, signed_in, who):
    browser = signed_in(who)

    listed = set(titles(browser.get("/fr/agenda/?mois=2026-12")))
    pages = {name for name, one in dates.items() if browser.get(f"/fr/agenda/{one.pk}/").status_code == 200}
    files = {name for name, one in dates.items() if browser.get(f"/agenda/fr/date/{one.uid}.ics").status_code == 200}

    assert listed == pages == files == SEEN[who]


def test_a_visitor_sees_what_is_for_everybody(clock, cast, dates):
    assert set(titles(Client().get("/fr/agenda/?mois=2026-12"))) == {"public"}


def test_signed_out_one_is_asked_who_one_is_and_comes_back_to_the_date(clock, cast, dates):
    page = f"/fr/agenda/{dates[Audience.BRANCH].pk}/"
    place = {"path": f"{page}place/", "data": {"mode": "in_person"}}

    answers = {
        "followed": Client().get(page),
        "nothing": Client().get("/fr/agenda/999999/"),
        "pressed": Client().post(**place, headers={"referer": f"http://testserver{page}"}),
        "elsewhere": Client().post(**place, headers={"referer": f"http://evil.example{page}"}),
        "unknown": Client().post(**place),
    }

    assert {name: one.headers["Location"] for name, one in answers.items()} == {
        "followed": f"/fr/connexion/?next={page}",
        "nothing": "/fr/connexion/?next=/fr/agenda/999999/",
        "pressed": f"/fr/connexion/?next={page}",
        "elsewhere": "/fr/connexion/?next=",
        "unknown": "/fr/connexion/?next=",
    }


def test_an_evening_until_midnight_stands_on_its_day_alone(clock, cast, now):
    add(cast, now, title="Bal masqué", start="2026-12-05T20:00", end="2026-12-06T00:00")

    page = Client().get("/fr/agenda/?vue=mois").content.decode()
    listed = Client().get("/fr/agenda/").content.decode().replace("\xa0", " ")

    assert page.count("Bal masqué") == 1
    assert "20 h à minuit" in listed


def test_filters_narrow_the_list_and_wrong_ones_are_ignored(clock, cast, now):
    add(cast, now, title="Pour Londres", branch="londres")
    add(cast, now, title="Pour Lille", kind="lunch", mode="online", seats_online=4, theme="job", language="nl")

    assert titles(Client().get("/fr/agenda/?mois=2026-12&antenne=londres")) == ["Londres"]
    assert titles(Client().get("/fr/agenda/?mois=2026-12&genre=lunch")) == ["Lille"]
    assert titles(Client().get("/fr/agenda/?mois=2026-12&ligne=1")) == ["Lille"]
    assert set(titles(Client().get("/fr/agenda/?mois=2026-13&genre=x&ligne=maybe"))) == {"Londres", "Lille"}
    assert titles(Client().get("/fr/agenda/?mois=2026-12&theme=job&theme=rights")) == ["Lille"]
    assert titles(Client().get("/fr/agenda/?mois=2026-12&langue=nl")) == ["Lille"]
    assert titles(Client().get("/fr/agenda/?mois=2026-12&theme=rights")) == []
    assert titles(Client().get("/fr/agenda/?antenne=%00")) == []
    assert "n’existe plus" in Client().get("/fr/agenda/?antenne=atlantis").content.decode()


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
    pressed_twice = [browser.post(f"{page}annuler/"), browser.get(f"{page}annuler/")]

    assert "Vous participez sur place" in taken.content.decode()
    assert again.status_code == 302
    assert [one.subject for one in mail.outbox] == ["Inscription confirmée : Pour mentors"]
    assert "Garder ma place" in asked.content.decode()
    assert "Je participe" in freed.content.decode()
    assert [one.headers.get("Location") for one in pressed_twice] == [page, page]
    assert Registration.objects.get().state == Registration.State.WITHDRAWN


def test_the_link_of_an_online_event_is_for_those_who_take_part_online(clock, cast, now, signed_in):
    event = add(cast, now, mode="hybrid", join_url="https://visio.cast.example/x", seats_online=3)
    page = f"/fr/agenda/{event.pk}/"

    signed_in("mentor").post(f"{page}place/", {"mode": "online"})
    signed_in("other_mentor").post(f"{page}place/", {"mode": "in_person"})

    seat = f"/place/{seal('seat', Registration.objects.get(mode='online').pk)}/"
    shown = []
    for minutes in (61, 59):
        clock.move_to(event.starts_at - timedelta(minutes=minutes))
        pages = [
            signed_in("mentor").get(page),
            signed_in("other_mentor").get(page),
            Client().get(page),
            Client().get(seat),
        ]
        shown.append(["visio.cast.example" in one.content.decode() for one in pages])
        assert ("une heure avant" in pages[0].content.decode()) == (minutes > 60)
    assert shown == [[False] * 4, [True, False, False, True]]


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


@pytest.mark.parametrize("who", [None, "mentor"])
def test_beside_the_list_one_press_subscribes_to_what_is_chosen(clock, cast, signed_in, who):
    browser = signed_in(who) if who else Client()

    page = browser.get("/fr/agenda/?antenne=lille").content.decode()

    assert len(re.findall(r'href="webcal://[^/"]+/agenda/fr/antenne/lille.ics"', page)) == 1
    assert len(re.findall(r'"https://calendar.google.com/[^"]*cid=webcal[^"]*antenne%2Flille.ics"', page)) == 1
    assert 'href="/fr/agenda/abonnement/?antenne=lille">Outlook et autres programmes</a>' in page
    assert ("Mon calendrier</a>" in page) is (who is not None)


def test_a_month_as_a_table_keeps_the_filters_and_says_when_it_is_empty(cast, now, clock, signed_in):
    add(cast, now, title="Apéro")
    add(cast, now, title="Nuit", start="2026-12-30T20:00", end="2026-12-31T02:00")
    add(cast, now, title="Passé", start="2026-11-03T18:30", end="2026-11-03T20:30")
    add(cast, now, title="Lunch", kind="lunch", start="2026-12-04T12:00", end="2026-12-04T13:00")

    page = Client().get("/fr/agenda/?vue=mois&genre=apero").content.decode().replace("\xa0", " ")
    listed = Client().get("/fr/agenda/?genre=apero").content.decode()
    later = Client().get("/fr/agenda/?vue=mois&mois=2027-03").content.decode()
    cells = re.findall(r"<td.*?</td>", page, re.DOTALL)
    rows = [" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in cells]

    assert re.findall(r"<caption>(.*?)</caption>", page) == ["Novembre 2026", "Décembre 2026"]
    assert re.findall(r'<th scope="col">(\w+)</th>', page)[:7] == [
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
    ]
    assert {"jeudi 3 18 h 30 Apéro Lille", "mardi 24 (aujourd’hui)", "mardi 3 18 h 30 Passé Lille"} <= {
        *filter(None, rows)
    }
    assert [row.split()[1] for row in rows if "Nuit" in row] == ["30", "31"]
    assert "Lunch" not in page and "Passé" not in listed
    assert 'href="?genre=apero&amp;mois=2026-11"' in page and 'name="vue" value="mois"' in page
    assert "Rien ce mois-ci" in listed
    assert "Rien n’est encore prévu" in later


def test_whoever_takes_part_steps_back_from_the_list_as_well(clock, cast, now, signed_in):
    event, other = (add(cast, now, title=title, seats_in_person=1) for title in ("Apéro", "Complet"))
    register(actor=cast.stranger, event_id=other.pk, mode="in_person", now=now)
    for one in (event, other):
        register(actor=cast.mentor, event_id=one.pk, mode="in_person", now=now, wait=True)

    page = signed_in("mentor").get("/fr/agenda/").content.decode()

    assert f'href="/fr/agenda/{event.pk}/annuler/">Je ne viens plus<' in page
    assert f'href="/fr/agenda/{other.pk}/annuler/">Quitter la liste d’attente<' in page
    assert "Je ne viens plus" not in Client().get("/fr/agenda/").content.decode()
